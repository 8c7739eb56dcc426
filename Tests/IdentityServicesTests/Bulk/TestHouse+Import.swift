import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport

extension TestHouse {
    /// Imports the rows in batches of at most `batch`.
    func importing(
        _ rows: [ImportedUser], onExisting: ExistingUsers = .refuse, rehearsing: Bool = false, batch: Int = 3,
        as caller: Caller = TestHouse.operator
    ) async throws -> [ImportDecision] {
        var rest = rows[...], decisions: [ImportDecision] = []
        clock.advance(by: 1)
        try await services.users.importUsers(
            onExisting: onExisting, isRehearsal: rehearsing, as: caller,
            from: { () throws(ServiceError) in
                guard !rest.isEmpty else { return nil }
                defer { rest = rest.dropFirst(batch) }
                return Array(rest.prefix(batch))
            }, report: { (found) throws(ServiceError) in decisions += found })
        return decisions
    }

    func importingAll(
        _ rows: [ImportedUser], onExisting: ExistingUsers = .refuse
    ) async throws -> [ImportDecision: Int] {
        try await services.users.importAllUsers(onExisting: onExisting, as: Self.operator) { () throws(ServiceError) in
            var rest = rows[...]
            return { () throws(ServiceError) in
                guard !rest.isEmpty else { return nil }
                defer { rest = rest.dropFirst(2) }
                return Array(rest.prefix(2))
            }
        }
    }

    func logins() async throws -> [String] {
        try await services.users.list(UserQuery(limit: 1_000), as: Self.operator).map(\.login.display)
    }
}

/// A row that speaks of the login and of what `change` sets.
func row(
    _ login: String, _ given: Set<ImportedUser.Field> = [], _ change: (inout CreateUser) -> Void = { _ in }
) -> ImportedUser {
    var user = CreateUser(login: login)
    change(&user)
    return ImportedUser(user, given: given.union([.login]))
}
