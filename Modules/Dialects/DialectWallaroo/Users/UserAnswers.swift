import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

/// `{"users": {"<id>": user}}`, written while the users are read.
struct UserListBody: EndpointOutput {
    static let description = OutputDescription(200, "The users by id; null for an id that nobody has.")
    private var writer = JSONWriter(capacity: 64 * 1_024)
    private let withSources: Bool

    /// - Parameter withSources: whether it is said where the account comes from.
    init(withSources: Bool) {
        self.withSources = withSources
        writer.openObject()
        writer.openObject("users")
    }

    mutating func write(_ user: UserRecord) {
        let key = user.user.id.characters
        let withSources = withSources
        writer.object(plain: key.span) { UserShape.write(user, withSources: withSources, to: &$0) }
    }

    mutating func write(_ ids: [UserID], found: [UserRecord]) {
        let known = Dictionary(found.map { ($0.user.id, $0) }) { first, _ in first }
        var written: Set<UserID> = []
        for id in ids where written.insert(id).inserted {
            if let user = known[id] { write(user) } else { writer.field(named: id.description, .null) }
        }
    }

    func response() -> HTTPResponse {
        var writer = writer
        writer.closeObject()
        writer.closeObject()
        return .json(writer)
    }
}

/// A user as Keycloak describes one.
enum UserShape {
    static func write(_ record: UserRecord, withSources: Bool, to writer: inout JSONWriter) {
        let user = record.user, access = record.access
        writer.field("id", user.id)
        writer.field("username", user.login.display)
        if let name = user.givenName { writer.field("firstName", name) }
        if let name = user.familyName { writer.field("lastName", name) }
        if let email = user.email { writer.field("email", email.display) }
        writer.field("emailVerified", user.isEmailVerified)
        writer.field("createdTimestamp", user.createdAt.milliseconds)
        writer.field("enabled", user.isEnabled)
        writer.array("disableableCredentialTypes") { _ in }
        writer.array("requiredActions") { writer in
            for action in user.requiredActions { writer.value(name(of: action)) }
        }
        writer.field("notBefore", 0)
        if withSources { writeSource(of: user, to: &writer) }
        writer.object("access") { writer in
            writer.field("view", access.view)
            writer.field("manage", access.manage)
            writer.field("manageGroupMembership", access.changeGroups)
            writer.field("mapRoles", access.changeRoles)
            writer.field("impersonate", access.impersonate)
        }
        if let last = user.lastLoginAt {
            writer.field("lastLogin", last.milliseconds)
        } else {
            writer.null("lastLogin")
        }
        writer.array("realmRoles") { writer in
            for role in user.roles where role.client == nil { writer.value(role.name) }
        }
    }

    private static func name(of action: RequiredAction) -> String {
        switch action {
        case .updatePassword: "UPDATE_PASSWORD"
        }
    }

    private static func writeSource(of user: User, to writer: inout JSONWriter) {
        writer.array("federatedIdentities") { writer in
            guard user.source != .local, let externalID = user.externalID else { return }
            writer.object { writer in
                writer.field("identityProvider", user.source.rawValue)
                writer.field("userId", externalID)
                writer.field("userName", user.login.display)
            }
        }
    }
}

/// A user just made, with the password to hand over.
struct InvitedBody: EndpointOutput {
    static let description = OutputDescription(200, "The new user's id and first password.")
    let user: UserID
    let password: Secret?

    func response() -> HTTPResponse {
        var writer = JSONWriter(capacity: 128)
        writer.object { writer in
            writer.field("id", user)
            writer.field("password", password?.reveal { $0 } ?? "")
        }
        return .json(writer)
    }
}
