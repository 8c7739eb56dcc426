package import FoundationEssentials

/// The name of a role: of the whole realm (`admin`), or of one client (`sdk-client/operator`).
package struct Role: Hashable, Sendable, RawRepresentable, Comparable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    package init(_ name: String, of client: ClientID?) {
        self.init(rawValue: client.map { "\($0)/\(name)" } ?? name)
    }

    package var description: String { rawValue }
    package static func < (left: Self, right: Self) -> Bool {
        left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
    }

    /// The client it belongs to; no name of a role or client contains a slash.
    package var client: ClientID? {
        rawValue.firstIndex(of: "/").map { ClientID(rawValue: String(rawValue[..<$0])) }
    }

    /// Without the client's.
    package var name: String {
        rawValue.firstIndex(of: "/").map { String(rawValue[rawValue.index(after: $0)...]) } ?? rawValue
    }

    package static let superAdmin = Role(rawValue: "super-admin")
    package static let orgAdmin = Role(rawValue: "org-admin")
    package static let admin = Role(rawValue: "admin")
    package static let auditor = Role(rawValue: "auditor")
    package static let reader = Role(rawValue: "reader")
    package static let member = Role(rawValue: "member")

    /// What the built-in roles grant, and how far; each is a row of this table and can't be changed.
    package static let builtIn: [Role: (grants: PermissionSet, reach: Reach)] = [
        .superAdmin: (.everything, .server),
        .orgAdmin: (PermissionSet(administration, coversForeignTypes: true), .organization),
        .admin: (PermissionSet(administration, coversForeignTypes: true), .server),
        .auditor: (
            PermissionSet(reading.union([.readAudit, .readMetrics, .readAuthorization, .readSources])), .server
        ),
        .reader: (PermissionSet(reading), .server),
        .member: (PermissionSet([.createWorkspaces, .keepOwnKeys, .keepOwnSecrets]), .organization),
    ]

    private static let reading: Rights = [
        .readUsers, .readGroups, .readRoles, .readOrganizations, .readWorkspaces, .readResources, .readClients,
    ]
    /// Everything but what belongs to the server as a whole: organizations, clients, export of hashes, metrics,
    /// sources, the server itself.
    private static let administration = Rights.all.subtracting([
        .manageOrganizations, .manageClients, .revealClientSecrets, .exportUsers, .readMetrics, .readSources,
        .manageSources,
        .manageServer,
    ])
}

/// What a role grants. The built-in ones are defined by the program, the others stand in the store.
package struct RoleDefinition: Hashable, Sendable {
    package let role: Role
    /// What equality of names looks at.
    package let key: String
    package var about: String
    package var reach: Reach
    package var permissions: Set<Permission>
    /// Other roles that whoever holds this one holds too, and so on through theirs; a circle gives nothing more.
    package var includes: Set<Role>
    package let createdAt: Date
    package var updatedAt: Date
    /// Starts at 1 and moves with every change.
    package var version: Int

    package init(
        role: Role, key: String, about: String = "", reach: Reach, permissions: Set<Permission>,
        includes: Set<Role> = [], createdAt: Date, updatedAt: Date, version: Int = 1
    ) {
        self.role = role
        self.key = key
        self.about = about
        self.reach = reach
        self.permissions = permissions
        self.includes = includes
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.version = version
    }

    /// Without what the included roles grant.
    package var grants: PermissionSet { PermissionSet(permissions: permissions) }
}
