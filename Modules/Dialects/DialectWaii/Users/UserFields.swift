import IdentityCore
import IdentityServices
import JSONText

/// A user as clients send one; what is missing or null is left as it is.
struct UserFields: RequestFields {
    let id: String
    let name: String?
    let tenant: TenantID?
    let organization: OrganizationID?
    let variables: String?
    /// In the core's names. `nil` also for an empty list: clients send one when nobody spoke of roles.
    let roles: Set<String>?

    init(reading body: inout JSONObjectReader) {
        id = body.requiredText("id")
        name = body.text("name")
        tenant = body.text("tenant_id").map(TenantID.init(rawValue:))
        organization = body.text("org_id").map(OrganizationID.init(rawValue:))
        variables = body.document("variables")
        let named = body.texts("roles") ?? []
        roles = named.isEmpty ? nil : Set(named.map(WaiiRoles.core))
    }

    var creation: CreateUser {
        var command = CreateUser(
            login: id, displayName: name, organization: organization, tenant: tenant,
            roles: roles ?? [WaiiRoles.lowest])
        command.documents[.variables] = variables
        return command
    }

    var edit: EditUser {
        var edit = EditUser()
        edit.displayName = name
        edit.tenant = tenant
        edit.organization = organization
        if let variables { edit.documents[.variables] = variables }
        edit.roles = roles
        return edit
    }
}

/// The body of `create-user` and `update-user`.
struct UserBody: RequestFields {
    let user: UserFields

    init(reading body: inout JSONObjectReader) { user = body.required("user", as: UserFields.self) }
}

/// The body of the calls that delete one thing.
struct IDBody: RequestFields {
    let id: String

    init(reading body: inout JSONObjectReader) { id = body.requiredText("id") }
}

/// Which users a list is of; what is given narrows it.
struct UserLookup: RequestFields {
    let organization: OrganizationID?
    let tenant: TenantID?
    let user: String?

    init(reading body: inout JSONObjectReader) {
        organization = body.text("lookup_org_id").map(OrganizationID.init(rawValue:))
        tenant = body.text("lookup_tenant_id").map(TenantID.init(rawValue:))
        user = body.text("lookup_user_id")
    }

    /// - Parameter home: whose users are listed when nothing is looked up.
    func query(home: OrganizationID) -> UserQuery {
        let isWhole = organization == nil && tenant == nil
        return UserQuery(organization: isWhole ? home : organization, tenant: tenant, limit: 0)
    }

    func matches(_ user: User) -> Bool {
        organization.map { $0 == user.organization } ?? true && tenant.map { $0 == user.tenant } ?? true
    }
}

/// Secrets to keep for a user, by name.
struct SecretBody: RequestFields {
    let user: String
    let secrets: [KeepSecret]

    init(reading body: inout JSONObjectReader) {
        user = body.required("user", as: IDBody.self).id
        if let given = body.dictionary("secret") {
            secrets = given.members.map { KeepSecret(name: $0.key, secret: Secret(Self.text($0.value))) }
        } else {
            secrets = []
            body.report("secret", .missing, "secret is missing.")
        }
    }

    /// A string as it is, anything else as JSON.
    private static func text(_ value: JSONValue) -> String {
        value.stringValue ?? String(decoding: value.encoded(), as: UTF8.self)
    }
}

/// Settings of one's own to set and to remove; nothing of either only reads them.
struct ConfigBody: RequestFields {
    let updated: JSONObject
    let deleted: [String]
    var isEmpty: Bool { updated.isEmpty && deleted.isEmpty }

    init(reading body: inout JSONObjectReader) {
        updated = body.dictionary("updated") ?? JSONObject()
        deleted = body.texts("deleted") ?? []
    }
}

/// Connections to add or to remove; a body with neither asks for the list.
struct ConnectionBody: RequestFields {
    let isChange: Bool

    init(reading body: inout JSONObjectReader) {
        isChange = ["updated", "removed"].contains { key in body.value(key).map { !$0.isNull && $0 != [] } ?? false }
    }
}
