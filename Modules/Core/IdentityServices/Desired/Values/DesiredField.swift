package import FoundationEssentials
package import IdentityCore

/// What a wished state speaks of, in the order in which things are made: what others refer to comes first.
package enum DesiredSection: String, Hashable, Sendable, CaseIterable {
    case organizations, tenants, clients, roles, groups, users, workspaces

    /// The member that says which one of its kind an entry is.
    package var identity: String {
        switch self {
        case .organizations, .tenants, .clients: "id"
        case .roles, .groups, .workspaces: "name"
        case .users: "login"
        }
    }

    /// In the order in which they are shown. `movedFrom` is a wish only.
    package var fields: [DesiredField] {
        switch self {
        case .organizations: [.name]
        case .tenants: [.organization, .name]
        case .clients: [.name, .about, .enabled]
        case .roles: [.about, .reach, .permissions]
        case .groups: [.organization, .movedFrom, .about, .roles, .permissions, .mappedExternalGroups]
        case .users:
            [
                .organization, .tenant, .displayName, .givenName, .familyName, .email, .emailVerified, .enabled,
                .source, .externalID, .profile, .trial, .validUntil, .roles, .groups, .defaultWorkspace,
            ]
        case .workspaces: [.organization, .archived, .members]
        }
    }

    /// Fields that are chosen when the thing is made and can't be changed later.
    var fixedFields: Set<DesiredField> {
        switch self {
        case .tenants: [.organization]
        case .users: [.source, .externalID]
        default: []
        }
    }

    /// What whoever compares it with a wish may at least do: read it, and what it is shown with.
    var readingRights: [Right] {
        switch self {
        case .organizations, .tenants: [.readOrganizations]
        case .clients: [.readClients]
        case .roles: [.readRoles, .readClients]
        case .groups: [.readGroups, .readRoles]
        case .users: [.readUsers, .readGroups, .readRoles, .readWorkspaces]
        case .workspaces: [.readWorkspaces, .readUsers]
        }
    }

    /// One of it, for a sentence.
    package var kind: EntityKind {
        switch self {
        case .organizations: .organization
        case .tenants: .tenant
        case .clients: .client
        case .roles: .role
        case .groups: .group
        case .users: .user
        case .workspaces: .workspace
        }
    }
}

package enum DesiredField: String, Hashable, Sendable, CaseIterable {
    case name, about, enabled, reach, organization, tenant, archived, members, roles, permissions, groups
    case mappedExternalGroups, movedFrom, displayName, givenName, familyName, email, emailVerified, source, externalID
    case profile, trial, validUntil, defaultWorkspace

    package enum Kind: Sendable { case text, flag, names, reach, time, trial, members }

    package var kind: Kind {
        switch self {
        case .enabled, .archived, .emailVerified: .flag
        case .roles, .permissions, .groups, .mappedExternalGroups: .names
        case .reach: .reach
        case .validUntil: .time
        case .trial: .trial
        case .members: .members
        default: .text
        }
    }

    /// What clearing leaves; `nil` for a field that can't be cleared.
    package var cleared: DesiredValue? {
        switch self {
        case .about: .text("")
        case .roles, .permissions, .groups, .mappedExternalGroups: .names([])
        case .email, .givenName, .familyName, .externalID, .profile, .trial, .validUntil, .defaultWorkspace: .empty
        default: nil
        }
    }
}

package enum DesiredValue: Hashable, Sendable {
    case empty
    case text(String)
    case flag(Bool)
    case names([String])
    case time(Date)
    case trial(Trial)
    /// By login.
    case members([String: WorkspaceRole])

    package var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    package var flag: Bool? {
        if case .flag(let flag) = self { flag } else { nil }
    }

    package var names: [String]? {
        if case .names(let names) = self { names } else { nil }
    }

    package var time: Date? {
        if case .time(let time) = self { time } else { nil }
    }

    package var trial: Trial? {
        if case .trial(let trial) = self { trial } else { nil }
    }

    package var members: [String: WorkspaceRole]? {
        if case .members(let members) = self { members } else { nil }
    }
}
