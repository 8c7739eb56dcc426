/// A named set of rights. Only the built-in roles exist so far; each is a row of one table.
package struct Role: Hashable, Sendable, RawRepresentable, Comparable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }
    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    package static let superAdmin = Role(rawValue: "super-admin")
    package static let admin = Role(rawValue: "admin")
    package static let auditor = Role(rawValue: "auditor")
    package static let member = Role(rawValue: "member")

    /// Every built-in role with what it grants. `member` may see its own account and change its own
    /// password, which needs no right.
    package static let builtIn: [Role: Rights] = [
        .superAdmin: .all,
        .admin: [.readUsers, .manageUsers, .manageSessions],
        .auditor: [.readUsers, .readAudit, .readMetrics],
        .member: [],
    ]

    package var rights: Rights { Role.builtIn[self] ?? [] }
}

extension Set<Role> {
    /// Everything that the roles grant together.
    package var rights: Rights { reduce([]) { $0.union($1.rights) } }
}
