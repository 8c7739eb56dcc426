import CommandParsing
import Composition
import EventLog
import FoundationEssentials
import IdentityServices
import JSONText

/// Where a command works, on whose behalf, and in which form it answers. Nothing is opened until a command asks.
struct Workplace: Sendable {
    static let environmentName = "GATEHOUSE_DATA"

    static let sharedOptions: [Option] = [
        .value("data", "DIR", "the data folder", shownDefault: "$GATEHOUSE_DATA, else ./data", .folder),
        .value("config", "FILE", "the configuration file; instead of --data", .file),
    ]

    /// `nil` when the configuration file was named.
    let folder: DataFolder?
    let configurationFile: String
    let answers: Answers
    /// The kinds of source that this program knows.
    let registry: SourceRegistry
    let caller = Caller(.operator(SystemAccount.name))

    init(_ arguments: ParsedArguments, registry: SourceRegistry) throws(UsageError) {
        self.registry = registry
        let data = arguments.value("data"), file = arguments.value("config")
        guard data == nil || file == nil else { throw UsageError("give --data or --config, not both") }
        guard data != "", file != "" else { throw UsageError("--data and --config name something") }
        if let file {
            folder = nil
            configurationFile = file
        } else {
            let environment = ProcessInfo.processInfo.environment[Self.environmentName] ?? ""
            let folder = DataFolder(data ?? (environment.isEmpty ? "./data" : environment))
            self.folder = folder
            configurationFile = folder.configurationFile
        }
        answers = Answers(asJSON: arguments.wantsJSON)
    }

    func configuration() throws(StartProblem) -> GatehouseConfiguration {
        try ConfigurationFile.load(configurationFile)
    }

    /// Everything that is wrong with the configuration file.
    func problemsOfConfiguration() throws(StartProblem) -> [JSONProblem] {
        try ConfigurationCheck.problems(in: configurationFile, registry: registry)
    }

    /// The sources of the configuration file, with no house around them.
    func sourceBench() throws(StartProblem) -> SourceBench { try SourceBench(configurationFile, registry: registry) }

    /// Opens the house for the length of `body`; it is closed whatever happens.
    func withHouse<Result: Sendable>(_ body: (House) async throws -> Result) async throws -> Result {
        try await withLog { log in
            let house = try await House.open(try configuration(), log: log, registry: registry)
            let outcome: Swift.Result<Result, any Error>
            do { outcome = .success(try await body(house)) } catch { outcome = .failure(error) }
            await house.close()
            return try outcome.get()
        }
    }

    /// The cause of an internal failure goes to standard error, as the server's log would have it.
    func withLog<Result: Sendable>(_ body: (EventLog) async throws -> Result) async throws -> Result {
        let log = EventLog(minimum: .error)
        defer { log.close() }
        return try await body(log)
    }
}
