import HTTPCore
import IdentityCore

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
