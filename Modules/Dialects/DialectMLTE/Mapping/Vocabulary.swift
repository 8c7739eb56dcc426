import IdentityCore
import IdentityServices

/// What MLTE's words mean here, as tables.
enum Vocabulary {
    /// Types of what permissions are about; the core's own words for users and groups among them.
    enum Kind: String, CaseIterable {
        case model, user, group, catalog
        case customList = "custom_list"
    }

    /// In the order that MLTE lists them in.
    enum Method: String, CaseIterable {
        case get, put, delete, post
        case any

        var action: String? { self == .any ? nil : rawValue }
    }

    enum Role: String, CaseIterable {
        case admin, regular

        /// Administration of everything in the own organization and no more: what MLTE's admin has there.
        private static let given = IdentityCore.Role.orgAdmin
        /// Each gives at least as much.
        private static let administrators: Set<IdentityCore.Role> = [.superAdmin, .admin, .orgAdmin]

        init(_ roles: Set<IdentityCore.Role>) {
            self = roles.isDisjoint(with: Self.administrators) ? .regular : .admin
        }

        /// The roles of somebody who held `held` and is this from now on. Roles that MLTE has no word for stay.
        func applied(to held: Set<IdentityCore.Role>) -> Set<IdentityCore.Role> {
            switch self {
            case .admin: return Role(held) == .admin ? held : held.union([Self.given])
            case .regular:
                let rest = held.subtracting(Self.administrators)
                return rest.isEmpty ? [.member] : rest
            }
        }

        var roles: Set<String> { Set(applied(to: [.member]).map(\.rawValue)) }
    }

    static let model = Kind.model.rawValue
    /// Stands for the caller where a user is named.
    static let ownName = "me"
    /// In the place of a hash, for clients that can't read an answer without a text.
    static let hiddenHash = "********"

    /// Who has them may read, make, or change and delete all things of the type.
    static let standingGroups: [StandingGroup] = Kind.allCases.flatMap { kind in
        [("read", ["get"]), ("create", ["post"]), ("edit", ["put", "delete"])].map { word, actions in
            StandingGroup(
                name: "\(word)-\(kind.rawValue)",
                permissions: Set(actions.map { Permission(kind.rawValue, action: $0) }))
        }
    }
    /// On the organization, once its standing groups were made.
    static let preparedMark = (name: DocumentName.annotation(of: MLTEDialect.name), text: #"{"groupsMade":true}"#)

    /// Those of every new regular user.
    static let joinedGroups: [StandingGroup] = standingGroups.filter {
        ["create-model", "read-custom_list", "create-custom_list", "edit-custom_list"].contains($0.name)
    }

    /// The groups of one thing.
    static func companions(of kind: Kind, _ id: String) -> [CompanionGroup] {
        let name = "\(kind.rawValue)-\(PermissionText.escaped(id))"
        return [
            CompanionGroup(name: "read-\(name)", actions: ["get"]),
            CompanionGroup(name: "edit-\(name)", actions: ["put", "delete", "post"]),
        ]
    }

    static func companions(ofUser username: String) -> [CompanionGroup] { companions(of: .user, username) }
}

/// The form of names in group names and permission texts, where hyphens part the words.
enum PermissionText {
    static func escaped(_ id: String) -> String { id.replacing("-", with: "___") }
}
