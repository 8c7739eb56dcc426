import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct AuditFollow: Command {
    private static let pause = Duration.milliseconds(200)

    static let declaration = CommandDeclaration(
        path: ["audit", "follow"], summary: "Show audit records as they are written",
        details: """
            Begins with the next record that is written and goes on until it is stopped with Ctrl-C, which is no \
            failure. With --json every record is one object on a line of its own.
            """,
        options: AuditFilter.options,
        examples: [
            Example("gatehouse audit follow", "watch what happens"),
            Example("gatehouse audit follow --action session. --json", "sign-ins for another program to read"),
        ])

    private let filter: AuditFilter

    init(_ arguments: ParsedArguments) throws(UsageError) { filter = try AuditFilter(arguments) }

    func run(in workplace: Workplace) async throws {
        Interruption.await()
        try await workplace.withHouse { house in
            let caller = workplace.caller
            var query = try await filter.query(in: house, as: caller)
            query.newestFirst = false
            var last = try await newest(in: house, as: caller)
            workplace.answers.remark("following the audit from record \(last + 1) on; stop with Ctrl-C")
            while !Interruption.hasCome {
                // Where the end is now is asked first: what the search skips lies before it.
                let end = try await newest(in: house, as: caller)
                if end > last {
                    query.after = last
                    var pages = AuditPages(query, in: house, as: caller)
                    while let page = try await pages.next() {
                        for record in page { show(record, workplace.answers) }
                        last = page.last?.sequence ?? last
                    }
                    last = max(last, end)
                }
                try await Task.sleep(for: Self.pause)
            }
        }
    }

    private func newest(in house: House, as caller: Caller) async throws(ServiceError) -> Int64 {
        try await house.audit.search(AuditQuery(limit: 1), as: caller).records.first?.sequence ?? 0
    }

    private func show(_ record: AuditRecord, _ answers: Answers) {
        let line = record.cells.map(PrintableText.sanitized).joined(separator: "  ") + "\n"
        answers.give(record.object, text: line)
    }
}
