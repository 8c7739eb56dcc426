import HTTPCore
import IdentityCore
import IdentityServices

/// `{id}` of a user: an id, or `login:NAME`.
struct UserSelectorParameter: PathParameter {
    let selector: UserSelector

    init?(pathSegment: String) {
        if pathSegment.hasPrefix("login:") {
            selector = .login(String(pathSegment.dropFirst(6)))
        } else {
            guard let id = UserID(pathSegment) else { return nil }
            selector = .id(id)
        }
    }
}

struct SessionIDParameter: PathParameter {
    let id: SessionID

    init?(pathSegment: String) {
        guard let id = SessionID(pathSegment) else { return nil }
        self.id = id
    }
}

struct InvitationIDParameter: PathParameter {
    let id: InvitationID

    init?(pathSegment: String) {
        guard let id = InvitationID(pathSegment) else { return nil }
        self.id = id
    }
}

/// `{id}` of a group: an id, or the names from the top down, with slashes between them.
struct GroupSelectorParameter: PathParameter {
    let selector: GroupSelector

    init(pathSegment: String) { selector = GroupSelector(pathSegment) }
}

struct RoleParameter: PathParameter {
    let role: Role

    init?(pathSegment: String) { role = Role(rawValue: pathSegment) }
}

/// `{id}` of a source: any text; which ones there are, the configuration says.
struct SourceIDParameter: PathParameter {
    let id: SourceID

    init?(pathSegment: String) {
        guard !pathSegment.isEmpty else { return nil }
        id = SourceID(rawValue: pathSegment)
    }
}
