import IdentityCore
import LDAPKit

/// Hands out the people of the directory: those who count and who are let in.
struct LDAPDirectory: DirectoryReading {
    let directory: DirectorySettings
    let pool: WatchedPool

    func person(_ login: String) async throws(SourceFailure) -> ExternalIdentity? {
        try await one { lookup, connection throws(LDAPFailure) in try lookup.entry(login: login, over: connection) }
    }

    func person(externalID: String) async throws(SourceFailure) -> ExternalIdentity? {
        try await one { lookup, connection throws(LDAPFailure) in try lookup.entry(id: externalID, over: connection) }
    }

    private func one(
        _ find: @escaping @Sendable (PeopleLookup, LDAPConnection) throws(LDAPFailure) -> PeopleLookup.Hit
    ) async throws(SourceFailure) -> ExternalIdentity? {
        let directory = directory
        return try await run { seat, progress throws(LDAPFailure) in
            try seat.asService { connection throws(LDAPFailure) -> Result<ExternalIdentity?, SourceFailure> in
                progress.reached(.userSearch)
                switch try find(PeopleLookup(directory: directory), connection) {
                case .nobody: return .success(nil)
                case .several(let names):
                    return .failure(SourceFailure(.ambiguous, at: .userSearch, names.joined(separator: "; ")))
                case .one(let entry):
                    let person: Person
                    do throws(Person.Defect) { person = try directory.person(entry) } catch {
                        return .failure(SourceFailure(.misconfigured, at: .attributes, "\(entry.dn): \(error.words)"))
                    }
                    progress.reached(.groups)
                    guard case .verified(let identity, _) = try directory.outcome(of: person, over: connection) else {
                        return .success(nil)
                    }
                    return .success(identity)
                }
            }
        }
    }

    func everybody(_ page: @escaping @Sendable (DirectoryPage) -> Bool) async throws(SourceFailure) {
        let directory = directory
        try await run { seat, progress throws(LDAPFailure) in
            progress.reached(.groups)
            let graph = try seat.asService { connection throws(LDAPFailure) in
                try GroupGraph(directory, over: connection)
            }
            progress.reached(.userSearch)
            try seat.asService { connection throws(LDAPFailure) in
                try PeopleReading(directory: directory, graph: graph).read(over: connection, page)
            }
            return .success(())
        }
    }

    private func run<Success: Sendable>(
        _ body: @escaping @Sendable (LDAPSeat, Progress) throws(LDAPFailure) -> Result<Success, SourceFailure>
    ) async throws(SourceFailure) -> Success {
        let progress = Progress(.connect)
        let result: Result<Success, SourceFailure>
        do throws(LDAPFailure) {
            result = try await pool.run { seat throws(LDAPFailure) in try body(seat, progress) }
        } catch {
            throw error.source(at: progress.current)
        }
        return try result.get()
    }
}
