import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

/// What all bulk commands have in common.
enum BulkWork {
    static let file = Argument("FILE", "a login or an id a line; - is standard input", .file)
    static let rows = Argument("FILE", "users as 'gatehouse import users' takes them; - is standard input", .file)

    static let whole = CommandParsing.Option.flag(
        "all-or-nothing", "undo everything at the first refusal; at most \(BulkChange.limit) lines")

    private static let columns: [(title: String, alignment: TextTable.Alignment)] = [
        ("LINE", .right), ("USER", .left), ("RESULT", .left),
    ]

    /// Makes the changes batch by batch and lists what became of each.
    static func run(_ items: BulkItems, allOrNothing: Bool, in workplace: Workplace) async throws {
        var refused = 0
        try await workplace.withHouse { house in
            var listing = Listing(workplace.answers, columns: columns)
            while true {
                let batch = try items(BulkChange.limit)
                guard !batch.isEmpty else { break }
                if allOrNothing, batch.count == BulkChange.limit, try !items(1).isEmpty {
                    throw CommandFailure(.invalidInput, "--all-or-nothing takes at most \(BulkChange.limit) lines")
                }
                let outcomes = try await outcomes(of: batch, allOrNothing, in: house, as: workplace.caller)
                refused += outcomes.count { if case .refused = $0 { true } else { false } }
                listing.add(Array(zip(batch, outcomes)), object: object, cells: cells)
            }
            listing.end()
        }
        guard refused > 0 else { return }
        throw allOrNothing
            ? CommandFailure(.invalidInput, "a line was refused; nothing was changed")
            : CommandFailure(.incomplete, "refused lines: \(refused); the others were carried out")
    }

    /// Lines that can't be read are refused here, the others by the service.
    private static func outcomes(
        of batch: [BulkItem], _ allOrNothing: Bool, in house: House, as caller: Caller
    ) async throws -> [BulkOutcome] {
        let unfit = batch.firstIndex { if case .failure = $0.change { true } else { false } }
        if allOrNothing, let unfit, case .failure(let error) = batch[unfit].change {
            return batch.indices.map { $0 == unfit ? .refused(error) : .undone }
        }
        let changes = batch.compactMap { try? $0.change.get() }
        var made = try await house.users.bulk(changes, allOrNothing: allOrNothing, as: caller).makeIterator()
        return batch.map { item in
            switch item.change {
            case .failure(let error): .refused(error)
            case .success: made.next() ?? .undone
            }
        }
    }

    private static func cells(_ line: (BulkItem, BulkOutcome)) -> [String] {
        [String(line.0.line), line.0.user, words(line.1).result + (words(line.1).problem.map { ": \($0)" } ?? "")]
    }

    private static func object(_ line: (BulkItem, BulkOutcome)) -> JSONObject {
        let (result, problem) = words(line.1)
        return [
            "line": .integer(Int64(line.0.line)), "user": .string(line.0.user), "result": .string(result),
            "id": .text(id(line.1)), "problem": .text(problem),
        ]
    }

    private static func id(_ outcome: BulkOutcome) -> String? {
        switch outcome {
        case .created(let user), .edited(let user): user.id.description
        case .deleted, .refused, .undone: nil
        }
    }

    private static func words(_ outcome: BulkOutcome) -> (result: String, problem: String?) {
        switch outcome {
        case .created: ("created", nil)
        case .edited: ("edited", nil)
        case .deleted: ("deleted", nil)
        case .undone: ("undone", nil)
        case .refused(let error): ("refused", RefusalReport.words(error))
        }
    }
}
