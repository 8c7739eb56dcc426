import CommandParsing
import Composition
import DesiredStateText
import IdentityCore
import IdentityServices
import JSONText

struct ExportConfiguration: Command {
    static let declaration = CommandDeclaration(
        path: ["export", "config"], summary: "Write the state of the house as a file that 'apply' takes",
        details: """
            The same state gives the same text, so that two of them can be compared by lines. Without passwords, keys, \
            secrets, sessions, resources and documents. FILE must not exist yet; only its owner may read it.
            """,
        options: [
            .value("output", "FILE", "a new file", shownDefault: "standard output", letter: "o", .file),
            .value(
                "section", "SECTION", "only this part", repeatable: true,
                .oneOf(DesiredSection.allCases.map(\.rawValue))),
        ],
        examples: [
            Example("gatehouse export config > house.json", "everything"),
            Example("gatehouse export config --section groups --section roles -o access.json", "what grants rights"),
        ])

    private let target: String
    private let sections: [DesiredSection]

    init(_ arguments: ParsedArguments) throws(UsageError) {
        target = arguments.value("output") ?? "-"
        guard !target.isEmpty else { throw UsageError("--output names something") }
        let named = Set(arguments.values("section"))
        sections = DesiredSection.allCases.filter { named.isEmpty || named.contains($0.rawValue) }
    }

    func run(in workplace: Workplace) async throws {
        let counts = try await workplace.withHouse { house in
            let file = try OutputFile(target)
            var writer = DesiredStateWriter(), counts: [(DesiredSection, Int)] = []
            for section in sections {
                try file.write(writer.begin(section))
                var next: ExportPosition?, count = 0
                repeat {
                    let page = try await house.desiredState.export(section, after: next, as: workplace.caller)
                    try file.write(writer.text(of: page.entries))
                    count += page.entries.count
                    next = page.next
                } while next != nil
                try file.write(writer.endSection())
                counts.append((section, count))
            }
            try file.write(writer.end())
            try file.finish()
            return counts
        }
        guard target != "-" else { return }
        workplace.answers.give(
            JSONObject([("file", .string(target))] + counts.map { ($0.rawValue, .integer(Int64($1))) }),
            text: Sheet.text([("file", target)] + counts.map { ($0.rawValue, String($1)) }))
    }
}
