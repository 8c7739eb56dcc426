import CommandParsing
import Composition
import EventLog
import IdentityCore
import IdentityServices
import JSONText

/// The only command of the server program: open the house, listen, serve until told to stop.
struct ServeCommand: Command {
    static let declaration = CommandDeclaration(
        path: [],
        summary: "Serve the APIs until SIGTERM or SIGINT",
        details: """
            On an empty data folder the server first makes the database, the master key, a commented gatehouse.json5 \
            and the first administrator, whose random password is printed once.

            SIGTERM stops: no new connections, requests under way may end, then the database is closed. SIGHUP reads \
            the TLS certificate and key and the master keys again.
            """,
        options: [
            .value("config", "FILE", "the configuration file; instead of --data", .file),
            .value("data", "DIR", "the data folder with gatehouse.json5", shownDefault: "./data", .folder),
            .value("host", "ADDRESS", "listen on this address instead of the configured ones"),
            .value("port", "N", "listen on this port; 0 lets the system choose"),
        ],
        examples: [
            Example("gatehouse-server --data ./data", "serve on 127.0.0.1:8080"),
            Example("gatehouse-server --data ./data --host ::1 --port 0", "serve IPv6 on a free port"),
        ])

    private let configurationFile: String
    private let folder: DataFolder?
    private let host: String?
    private let port: Int?
    private let printsJSON: Bool

    init(_ arguments: ParsedArguments) throws(UsageError) {
        let data = arguments.value("data"), file = arguments.value("config")
        guard data == nil || file == nil else { throw UsageError("give --data or --config, not both") }
        folder = file == nil ? DataFolder(data ?? "./data") : nil
        configurationFile = file ?? folder!.configurationFile
        host = arguments.value("host")
        port = try arguments.integer("port", in: 0...65_535)
        printsJSON = arguments.wantsJSON
    }

    func run(in registry: SourceRegistry) async throws {
        let announcer = Announcer(printsJSON: printsJSON)
        do throws(StartProblem) {
            try await initializeIfEmpty(announcer, registry)
            let configuration = try configuration()
            let log = EventLog(minimum: EventLevel(named: configuration.logLevel) ?? .info)
            let house = try await House.open(configuration, log: log, registry: registry)
            let failure = await serve(house, announcer)
            await house.close()
            log.close()
            if let failure { throw failure }
        } catch {
            throw CommandFailure(
                .failed, error.sentence, problems: error.details.map { CommandFailure.Problem($0.path, $0.message) })
        }
    }

    private func serve(_ house: House, _ announcer: Announcer) async -> StartProblem? {
        do {
            try await RunningServer(house).run(announce: announcer.listening)
            return nil
        } catch {
            return .file("\(error)")
        }
    }

    private func initializeIfEmpty(
        _ announcer: Announcer, _ registry: SourceRegistry
    ) async throws(StartProblem) {
        guard let folder else { return }
        let log = EventLog(minimum: .warning)
        defer { log.close() }
        guard try await !folder.isInitialized(log: log, registry: registry) else { return }
        let made = try await folder.initialize(
            adminLogin: "admin", adminPassword: nil, host: host ?? "127.0.0.1", port: port ?? 8080,
            as: Caller(.system), log: log, registry: registry)
        announcer.initialized(made)
    }

    private func configuration() throws(StartProblem) -> GatehouseConfiguration {
        var configuration = try ConfigurationFile.load(configurationFile)
        guard host != nil || port != nil else { return configuration }
        let first = configuration.listeners[0]
        configuration.listeners = [.init(host: host ?? first.host, port: port ?? first.port)]
        return configuration
    }
}
