import FoundationEssentials
package import IdentityCore

/// One thing that grants something to a user, with the way it comes.
package struct Grant: Hashable, Sendable {
    package enum Source: Hashable, Sendable {
        case role(Role)
        /// A role that another one, which is held, includes.
        case includedRole(Role, in: Role)
        /// Permissions of the group itself.
        case group
        case workspace(WorkspaceID, WorkspaceRole)
        /// The resource that was asked about belongs to the user.
        case ownership
    }

    package let source: Source
    /// From the group that the user is in up to the one that grants; empty for what the user holds directly.
    package let through: [GroupStep]
    package let set: PermissionSet
    package let reach: Reach

    package struct GroupStep: Hashable, Sendable {
        package let id: GroupID
        package let name: String
    }
}

/// Why somebody may or may not do something.
package struct Explanation: Sendable {
    /// What keeps the user from using any grant.
    package enum Obstacle: String, Sendable, CaseIterable {
        case disabled, expired
        case trialOver = "trial-over"
        case passwordChangeDue = "password-change-due"
    }

    /// A grant that is close, with what it lacks.
    package struct NearMiss: Sendable {
        package enum Lack: String, Sendable, CaseIterable {
            /// It allows other actions on the resource.
            case action
            /// It allows the action on another resource of the type.
            case resource
            /// It does not reach the organization of the resource.
            case organization
        }

        package let grant: Grant
        package let lack: Lack
        /// What it does give, the closest first.
        package let gives: [Permission]
    }

    package let user: User
    package let wanted: Permission
    package let place: OrganizationID
    package let obstacles: [Obstacle]
    /// Every way in which it is granted.
    package let paths: [Grant]
    /// Only when nothing grants it.
    package let nearest: [NearMiss]

    package var isAllowed: Bool { obstacles.isEmpty && !paths.isEmpty }
}
