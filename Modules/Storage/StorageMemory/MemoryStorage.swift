import FoundationEssentials
package import IdentityCore
import Threading

/// A store in memory. A write works on a copy of everything, which takes the place of the original when it succeeds.
package final class MemoryStorage: Storage {
    private struct State: Sendable {
        var contents = MemoryContents()
        var commits: UInt64 = 0
        var isOpen = true
    }

    private let state = Locked(State())
    private let turns = Turns()
    private let auditChain: AuditChain
    private let ids: any IDGenerator
    private let report: @Sendable (_ incident: String, _ cause: String) -> Void

    /// - Parameters:
    ///   - auditChaining: makes the codes that chain the audit records.
    ///   - ids: numbers the incidents.
    ///   - report: called with the incident and its cause, free of stored values. Must return at once.
    package init(
        auditChaining: any AuditChaining = PlainAuditChaining(), ids: any IDGenerator,
        report: @escaping @Sendable (_ incident: String, _ cause: String) -> Void = { _, _ in }
    ) {
        auditChain = AuditChain(auditChaining)
        self.ids = ids
        self.report = report
    }

    package func read<Result: Sendable>(
        _ cost: ReadCost, _ body: @escaping @Sendable (any StoreReading) throws -> Result
    ) async throws(ServiceError) -> Result {
        let transaction = MemoryTransaction(try contents(), auditChain: auditChain)
        return try ServiceError.boundary(unknown: unknown) { try body(transaction) }
    }

    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (any StoreWriting) throws -> Result
    ) async throws(ServiceError) -> Result {
        let outcome = await turns.take { [self] in
            Swift.Result { () throws(ServiceError) in try writeAlone(body) }
        }
        return try outcome.get()
    }

    package func changeMarker() throws(ServiceError) -> ChangeMarker {
        try state.withLock { state throws(ServiceError) in
            guard state.isOpen else { throw .unavailable(.storage) }
            return ChangeMarker(state.commits)
        }
    }

    package func probe() async throws(ServiceError) { _ = try contents() }

    package func close() async {
        await turns.take { [self] in state.withLock { $0.isOpen = false } }
    }

    private func writeAlone<Result>(_ body: (any StoreWriting) throws -> Result) throws(ServiceError) -> Result {
        let transaction = MemoryTransaction(try contents(), auditChain: auditChain)
        let result = try ServiceError.boundary(unknown: unknown) { try body(transaction) }
        let contents = transaction.contents
        state.withLock { state in
            state.contents = contents
            state.commits += 1
        }
        return result
    }

    private func contents() throws(ServiceError) -> MemoryContents {
        try state.withLock { state throws(ServiceError) in
            guard state.isOpen else { throw .unavailable(.storage) }
            return state.contents
        }
    }

    private func unknown(_ error: any Error) -> ServiceError {
        let incident = ids.uuid().uuidString.lowercased()
        report(incident, "a transaction threw \(type(of: error))")
        return .internalFailure(incident: incident)
    }
}

/// One write at a time.
private actor Turns {
    func take<Result: Sendable>(_ body: @Sendable () -> Result) -> Result { body() }
}
