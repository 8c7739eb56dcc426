import FoundationEssentials
import IdentityCore

/// Filters and order of a user list. Texts are compared byte by byte, as every storage does.
enum MemoryUserOrder {
    static func passes(_ user: User, _ query: UserQuery) -> Bool {
        if let isEnabled = query.isEnabled, user.isEnabled != isEnabled { return false }
        if let source = query.source, user.source != source { return false }
        if let organization = query.organization, user.organization != organization { return false }
        if let tenant = query.tenant, user.tenant != tenant { return false }
        if let role = query.role, !user.roles.contains(role) { return false }
        guard let search = query.search else { return true }
        return [user.login.key, user.email?.key ?? "", user.displayName.key].contains { contains($0, search) }
    }

    /// The first `limit` of the users that stand behind `after`.
    static func page(_ users: [User], _ sort: UserSort, after: UserPosition?, limit: Int) -> [User] {
        let matching = users.map { (user: $0, position: $0.position(in: sort)) }
            .filter { candidate in after.map { comesBefore($0, candidate.position, sort) } ?? true }
            .sorted { comesBefore($0.position, $1.position, sort) }
        return matching.prefix(max(limit, 0)).map(\.user)
    }

    /// Whether `left` stands before `right` in the list. Ties are broken by id, in the same direction.
    static func comesBefore(_ left: UserPosition, _ right: UserPosition, _ sort: UserSort) -> Bool {
        sort.descending ? isSmaller(right, left) : isSmaller(left, right)
    }

    private static func isSmaller(_ left: UserPosition, _ right: UserPosition) -> Bool {
        switch (left.value, right.value) {
        case (.text(let a), .text(let b)):
            if a.utf8.elementsEqual(b.utf8) { return left.id < right.id }
            return a.utf8.lexicographicallyPrecedes(b.utf8)
        case (.date(let a), .date(let b)):
            return a == b ? left.id < right.id : a < b
        case (.date, .text): return true
        case (.text, .date): return false
        }
    }

    static func contains(_ text: String, _ part: String) -> Bool {
        let text = Array(text.utf8)
        let part = Array(part.utf8)
        guard part.count <= text.count else { return false }
        return (0...(text.count - part.count)).contains { text[$0..<($0 + part.count)].elementsEqual(part) }
    }
}
