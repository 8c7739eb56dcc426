import CommandParsing
import Composition
import Cryptography
import EventLog
import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

struct SignaturesCommand: Command {
    static let declaration = CommandDeclaration(
        path: ["signatures"], summary: "Sign tokens as the server does, and as many bytes in a bare loop",
        options: [
            .value("data", "DIR", "the data folder whose key signs", required: true, .folder),
            .value("threads", "N", "at once", required: true), .value("seconds", "N", "how long each", required: true),
        ])

    private let folder: DataFolder
    private let threads: Int
    private let seconds: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        folder = DataFolder(arguments.required("data"))
        threads = try arguments.integer("threads", in: 1...64) ?? 1
        seconds = try arguments.integer("seconds", in: 1...600) ?? 1
    }

    func run(in context: Void) async throws {
        let log = EventLog(minimum: .warning)
        defer { log.close() }
        let house = try await House.open(try ConfigurationFile.load(folder.configurationFile), log: log)
        let measured = await Result { try await measure(house) }
        await house.close()
        ResultLine.write(try measured.get())
    }

    private func measure(_ house: House) async throws -> JSONObject {
        let claims = SampleClaims.claims(
            of: UserID(UUID()), session: SessionID(UUID()), issuer: "https://id.example.org")
        // The first makes the key.
        let bytes = try await house.tokenSigning.sign(claims).reveal { Array($0.utf8) }
        let limit = Duration.seconds(seconds), began = ContinuousClock.now
        let ours = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<threads {
                group.addTask {
                    var count = 0
                    while ContinuousClock.now < began + limit {
                        _ = try await house.tokenSigning.sign(claims)
                        count += 1
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        let key = PrivateKey.generate(.rsaSHA256), bare = ContinuousClock.now, watch = Stopwatch()
        let theirs = try await LoopThreads.sum(threads, named: "rsa") { _ in
            var count = 0
            while ContinuousClock.now < bare + limit {
                _ = key.sign(bytes)
                count += 1
            }
            return count
        }
        return [
            "tokens": .integer(Int64(ours)), "signatures": .integer(Int64(theirs)), "seconds": .integer(Int64(seconds)),
            "processorSecondsOfSignatures": .number(watch.processorSeconds),
        ]
    }
}
