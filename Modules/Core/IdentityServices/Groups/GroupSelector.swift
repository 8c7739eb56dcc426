package import IdentityCore

/// How a caller from outside names a group; names are not checked yet.
package enum GroupSelector: Hashable, Sendable {
    case id(GroupID)
    /// The names from the top down, within one organization.
    case path([String])

    /// An id, or a path: `ops/linux`, `/ops/linux` or `path:ops/linux`. The last two are a path whatever they look like.
    package init(_ text: String) {
        let prefix = "path:"
        if let id = GroupID(text) {
            self = .id(id)
        } else {
            self.init(path: text.hasPrefix(prefix) ? text.dropFirst(prefix.count) : text[...])
        }
    }

    /// The names from the top down, with or without a slash before the first one.
    package init(path text: Substring) {
        let names = text.hasPrefix("/") ? text.dropFirst() : text
        self = .path(names.split(separator: "/", omittingEmptySubsequences: false).map(String.init))
    }
}
