import CommandParsing
import Composition
import IdentityCore
import IdentityServices

/// Carries an import from the rows of a file to the service, and the decisions to the report.
final class UserImport {
    private let rows: UserRows
    private let report: RefusalReport
    /// Batches that were handed over and not decided yet.
    private var open: [[UserRow]] = []
    private var bar: ProgressBar
    private(set) var counts: [ImportDecision: Int] = [:]

    init(_ rows: UserRows, _ report: RefusalReport) {
        self.rows = rows
        self.report = report
        bar = ProgressBar("importing, KiB", total: rows.size)
    }

    func run(
        onExisting: ExistingUsers, isRehearsal: Bool, in house: House, as caller: Caller
    ) async throws {
        defer { bar.finish() }
        try await house.users.importUsers(
            onExisting: onExisting, isRehearsal: isRehearsal, as: caller, from: next, report: settle)
    }

    private func next() throws(ServiceError) -> [ImportedUser]? {
        let batch = try ServiceError.ofFile { () throws(CommandFailure) in try rows.next(UserService.importBatch) }
        guard !batch.isEmpty else { return nil }
        open.append(batch)
        return batch.compactMap { try? $0.content.get() }
    }

    private func settle(_ decisions: [ImportDecision]) throws(ServiceError) {
        var decisions = decisions.makeIterator()
        for row in open.removeFirst() {
            let decision: ImportDecision
            switch row.content {
            case .failure(let error): decision = .refused(error)
            case .success: decision = decisions.next() ?? .skipped
            }
            if case .refused(let error) = decision {
                try ServiceError.ofFile { () throws(CommandFailure) in
                    try report.note(line: row.line, login: row.login, error)
                }
            } else {
                counts[decision, default: 0] += 1
            }
        }
        bar.show(rows.position)
    }
}

extension ServiceError {
    /// What a file refuses, in the terms of a use case that reads from it.
    static func ofFile<Result>(_ body: () throws(CommandFailure) -> Result) throws(ServiceError) -> Result {
        do throws(CommandFailure) { return try body() } catch {
            throw .invalidInput([FieldProblem("file", .malformed, error.message)])
        }
    }
}
