import IdentityCore

/// What Waii's clients call the permissions of somebody. Managing is a right of the core; the rest are permissions of a type
/// of their own, which other programs ask for.
enum WaiiPermissions {
    private static let names: [(waii: String, core: Permission)] = [
        ("read:semantic-context", Permission("waii", id: "semantic-context", action: "read")),
        ("read:liked-queries", Permission("waii", id: "liked-queries", action: "read")),
        ("read:databases", Permission("waii", id: "databases", action: "read")),
        ("read:similarity-search-index", Permission("waii", id: "similarity-search-index", action: "read")),
        ("write:semantic-context", Permission("waii", id: "semantic-context", action: "write")),
        ("write:liked-queries", Permission("waii", id: "liked-queries", action: "write")),
        ("write:databases", Permission("waii", id: "databases", action: "write")),
        ("write:similarity-search-index", Permission("waii", id: "similarity-search-index", action: "write")),
        ("push:databases", Permission("waii", id: "databases", action: "push")),
        ("usage:api", Permission("waii", id: "api", action: "usage")),
        ("write:access_key", Permission(.keepOwnKeys)),
        ("publish:semantic-context", Permission("waii", id: "semantic-context", action: "publish")),
        ("publish:liked-queries", Permission("waii", id: "liked-queries", action: "publish")),
        ("publish:access-rules", Permission("waii", id: "access-rules", action: "publish")),
        ("read:user", Permission(.readUsers)),
        ("read:tenant", Permission(.readOrganizations)),
        ("read:org", Permission(.readOrganizations)),
        ("write:user", Permission(.manageUsers)),
        ("write:tenant", Permission(.manageTenants)),
        ("write:org", Permission(.manageOrganizations)),
        ("usage:impersonation", Permission(.impersonate)),
        ("read:usage-report", Permission("waii", id: "usage-report", action: "read")),
    ]

    /// What is held at home, in the order above.
    static func shown(_ grants: Grants) -> [String] {
        names.filter { grants.allow($0.core, in: grants.organization) }.map(\.waii)
    }
}
