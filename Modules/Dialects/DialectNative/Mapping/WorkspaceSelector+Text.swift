import HTTPCore
import IdentityCore
import IdentityServices

extension WorkspaceSelector {
    static let help = "An id, or `number:` and a number, or `name:` and a name within one's own organization."

    init?(text: String) {
        if text.hasPrefix("number:") {
            let digits = text.dropFirst(7)
            // One number, one text: no sign, no leading zero.
            guard let number = Int64(digits), String(number) == digits else { return nil }
            self = .number(number)
        } else if text.hasPrefix("name:") {
            self = .name(String(text.dropFirst(5)))
        } else {
            guard let id = WorkspaceID(text) else { return nil }
            self = .id(id)
        }
    }
}

struct WorkspaceSelectorParameter: PathParameter {
    let selector: WorkspaceSelector

    init?(pathSegment: String) {
        guard let selector = WorkspaceSelector(text: pathSegment) else { return nil }
        self.selector = selector
    }
}

/// `{id}` of a resource: an id, or `number:` and a number; `id:` and an id, whatever that looks like.
struct ResourceNameParameter: PathParameter {
    static let help = "An id, or `number:` and a number; `id:` and an id, whatever that looks like."
    let name: ResourceSelector.Name

    init?(pathSegment: String) {
        if pathSegment.hasPrefix("number:") {
            let digits = pathSegment.dropFirst(7)
            guard let number = Int64(digits), String(number) == digits else { return nil }
            name = .number(number)
        } else {
            name = .id(pathSegment.hasPrefix("id:") ? String(pathSegment.dropFirst(3)) : pathSegment)
        }
    }
}

struct ResourceTypeParameter: PathParameter {
    let type: String

    init?(pathSegment: String) {
        guard Permission.isWord(pathSegment) else { return nil }
        type = pathSegment
    }
}
