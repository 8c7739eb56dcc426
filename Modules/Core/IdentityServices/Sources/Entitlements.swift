package import IdentityCore

/// What a user has at one moment, and what a session of theirs would hold.
package struct Entitlements: Sendable {
    /// Those that the user is in and all above them, of the user's own organization.
    package let groups: [Group]
    /// The user's own, and those that come through the groups.
    package let roles: Set<Role>
    /// What roles, groups and workspaces give together.
    package let grants: Grants
}
