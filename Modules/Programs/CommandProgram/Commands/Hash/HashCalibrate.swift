import CommandParsing
import Composition
import JSONText
import PasswordHashing

struct HashCalibrate: Command {
    static let declaration = CommandDeclaration(
        path: ["hash", "calibrate"], summary: "Measure Argon2id on this machine",
        details: """
            For each amount of memory: how many passes fit into the time. Choose a row and write it to \
            passwords.argon2 in the configuration; the memory is needed once for each of passwords.threads. Needs no \
            data folder.
            """,
        options: [.value("milliseconds", "N", "how long one hash may take, 1 to 10000", shownDefault: "250")],
        examples: [Example("gatehouse hash calibrate --milliseconds 100", "for a server with many sign-ins")])

    private let milliseconds: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        milliseconds = try arguments.integer("milliseconds", in: 1...10_000) ?? 250
    }

    func run(in workplace: Workplace) async throws {
        let hasher = PasswordHashingService(random: SystemRandomSource(), threads: 1)
        defer { hasher.close() }
        let rows = try await hasher.calibrate(targetMilliseconds: milliseconds)
        var listing = Listing(
            workplace.answers,
            columns: [("MEMORY KIB", .right), ("PASSES", .right), ("LANES", .right), ("MILLISECONDS", .right)])
        listing.add(
            rows,
            object: { row in
                [
                    "memoryKiB": .count(row.parameters.memoryKiB), "passes": .count(row.parameters.passes),
                    "lanes": .count(row.parameters.lanes), "milliseconds": .number(row.milliseconds),
                ]
            },
            cells: { row in
                [
                    String(row.parameters.memoryKiB), String(row.parameters.passes), String(row.parameters.lanes),
                    String(Int(row.milliseconds.rounded())),
                ]
            })
        listing.end()
    }
}
