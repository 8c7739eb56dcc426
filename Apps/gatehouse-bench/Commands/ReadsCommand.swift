import CommandParsing
import Composition
import EventLog
import JSONText
import StorageSQLite

struct ReadsCommand: Command {
    static let declaration = CommandDeclaration(
        path: ["reads"], summary: "Time reads through the storage port, among few users and among many",
        options: [
            .value("small", "DIR", "a data folder with few users", required: true, .folder),
            .value("small-users", "N", "how many `seed` put there", required: true),
            .value("large", "DIR", "a data folder with many users", required: true, .folder),
            .value("large-users", "N", "how many `seed` put there", required: true),
            .value("rounds", "N", "how often each is measured", required: true),
        ])

    private let small: DataFolder
    private let smallUsers: Int
    private let large: DataFolder
    private let largeUsers: Int
    private let rounds: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        small = DataFolder(arguments.required("small"))
        large = DataFolder(arguments.required("large"))
        smallUsers = try arguments.integer("small-users", in: 1...10_000_000) ?? 1
        largeUsers = try arguments.integer("large-users", in: 1...10_000_000) ?? 1
        rounds = try arguments.integer("rounds", in: 1...1_000) ?? 1
    }

    func run(in context: Void) async throws {
        let log = EventLog(minimum: .warning)
        defer { log.close() }
        let few = try await House.open(try ConfigurationFile.load(small.configurationFile), log: log)
        let many = try await House.open(try ConfigurationFile.load(large.configurationFile), log: log)
        let measured = await Result { try await measure(few: few, many: many) }
        await few.close()
        await many.close()
        ResultLine.write(try measured.get())
    }

    private func measure(few: House, many: House) async throws -> JSONObject {
        let fewPoints = try await PointReads(few.storage, users: smallUsers)
        let manyPoints = try await PointReads(many.storage, users: largeUsers)
        var byID: (few: [Double], many: [Double]) = ([], []), byLogin: (few: [Double], many: [Double]) = ([], [])
        for round in 0...rounds {
            let measured = (
                try await fewPoints.byID(round: round), try await manyPoints.byID(round: round),
                try await fewPoints.byLogin(round: round),
                try await manyPoints.byLogin(round: round)
            )
            // The first round fills the caches.
            guard round > 0 else { continue }
            byID.few.append(measured.0)
            byID.many.append(measured.1)
            byLogin.few.append(measured.2)
            byLogin.many.append(measured.3)
        }
        let pages = try await PageReads(many.storage).measure(rounds: rounds)
        return [
            "byIDAmongFew": .number(byID.few.median), "byIDAmongMany": .number(byID.many.median),
            "byLoginAmongFew": .number(byLogin.few.median), "byLoginAmongMany": .number(byLogin.many.median),
            "pages": .array(
                pages.map {
                    ["sort": .string($0.sort), "first": .number($0.first), "last": .number($0.last)]
                }),
        ]
    }
}
