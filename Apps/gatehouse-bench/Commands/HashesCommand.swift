import CommandParsing
import Composition
import Cryptography
import JSONText
import PasswordHashing

struct HashesCommand: Command {
    static let declaration = CommandDeclaration(
        path: ["hashes"], summary: "Compute argon2id in a bare loop, with the threads and the cost of a configuration",
        options: [
            .value("data", "DIR", "the data folder whose configuration counts", required: true, .folder),
            .value("seconds", "N", "how long", required: true),
        ])

    private let folder: DataFolder
    private let seconds: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        folder = DataFolder(arguments.required("data"))
        seconds = try arguments.integer("seconds", in: 1...600) ?? 1
    }

    func run(in context: Void) async throws {
        let passwords = try ConfigurationFile.load(folder.configurationFile).passwords
        let cost = Argon2id.Cost(
            memoryKiB: passwords.argon2.memoryKiB, passes: passwords.argon2.passes, lanes: passwords.argon2.lanes)
        let limit = Duration.seconds(seconds)
        let watch = Stopwatch(), began = ContinuousClock.now
        let count = try await LoopThreads.sum(passwords.threads, named: "argon2") { _ in
            try Self.loop(cost, until: began + limit)
        }
        ResultLine.write([
            "hashes": .integer(Int64(count)), "seconds": .number(watch.seconds),
            "processorSeconds": .number(watch.processorSeconds), "threads": .integer(Int64(passwords.threads)),
            "memoryKiB": .integer(Int64(cost.memoryKiB)),
        ])
    }

    private static func loop(_ cost: Argon2id.Cost, until end: ContinuousClock.Instant) throws -> Int {
        let salt = SystemRandom().bytes(16)
        var count = 0
        while ContinuousClock.now < end {
            _ = try Argon2id.tag(of: PasswordBytes("a password of usual length"), salt: salt, cost: cost, length: 32)
            count += 1
        }
        return count
    }
}
