import Composition
import DialectDataiku
import DialectKeycloak
import DialectKit
import DialectMLTE
import DialectNative
import DialectOpenID
import DialectOperations
import DialectWaii
import DialectWallaroo
import EventLog
import HTTPCore
import HTTPEngine
import IdentityCore
import IdentityServices
import Metrics

/// The engine with every dialect on it, and beside it the housekeeping and the syncs.
struct RunningServer: Sendable {
    private let house: House
    private let server: HTTPServer
    private let readiness: ReadinessProbe

    init(_ house: House) {
        self.house = house
        readiness = ReadinessProbe(house.storage)
        let log = house.log
        server = HTTPServer(Self.engineConfiguration(house.configuration)) { event in
            EngineEvents.record(event, in: log)
        }
    }

    /// Serves until a signal says stop.
    /// - Parameter announce: told the addresses once clients can connect.
    func run(announce: ([String]) -> Void) async throws {
        let handler = try handler()
        let addresses = try server.bind()
        EngineMetrics.describe(server, in: house.metrics)
        warnAboutPlainHTTP()
        let scheme = house.configuration.tls == nil ? "http" : "https"
        announce(addresses.map { "\(scheme)://\($0)" })
        house.log.info(
            "server.started", .string("version", Version.text),
            .string("addresses", addresses.map(\.description).joined(separator: " ")))
        try await withThrowingTaskGroup(of: Void.self) { group in
            let server = server, house = house
            group.addTask { try await server.run(handler) }
            group.addTask { await Housekeeping(house).run() }
            for schedule in SourceSchedule.all(of: house) { group.addTask { await schedule.run() } }
            group.addTask { await followSignals() }
            // Whoever ends first ends all: the signal to stop, or an engine that could not start.
            try await group.next()
            house.log.info("server.stopping")
            group.cancelAll()
            try await group.waitForAll()
        }
        house.log.info("server.stopped")
    }

    private func handler() throws -> any HTTPHandler {
        let services = house.services
        var mounted = MountedDialects(house.configuration.dialects, resolve: services.resolver)
        for native in mounted.mount(NativeDialect(services, tagging: house.tagging)) {
            mounted.add(NativeAPIDocument.route(for: native.descriptions, at: native.prefix, version: Version.text))
        }
        let dataiku = DataikuDialect(services, sources: DataikuSources(house.configuration.sources.map(\.described)))
        for table in mounted.mount(dataiku) {
            // A client whose address of the server ends with a slash pastes a second one in front of every path.
            mounted.mount(dataiku, at: "/" + table.prefix)
        }
        mounted.mount(
            OpenIDDialect(
                services, base: house.tokenIssuers.address, tagging: house.tagging, random: house.random))
        mounted.mount(WaiiDialect(services))
        mounted.mount(KeycloakDialect(services))
        mounted.mount(MLTEDialect(services))
        mounted.mount(WallarooDialect(services))
        mounted.mount(operations, at: "")
        let router = try Router(mounted.routes) { [mounted] in mounted.refuse($0, $1) }
        return router.wrapped(in: RequestRecord(house))
    }

    private var operations: OperationsDialect {
        let readiness = readiness, metrics = house.metrics, house = house
        return OperationsDialect(
            readiness: {
                Readiness(
                    [.init("database", isReady: await readiness.isReady())],
                    degraded: house.failingSources.map { "source \($0)" })
            },
            metrics: { Array(metrics.exposition().utf8) })
    }

    /// Until one says stop.
    private func followSignals() async {
        for await event in SignalWatch.events {
            if event == .stop { return }
            reloadCertificate()
            house.rereadMasterKeys()
        }
    }

    private func reloadCertificate() {
        do {
            try server.reloadTLS()
            house.log.info("tls.reloaded")
        } catch {
            house.log.error("tls.reload-failed", .string("cause", "\(error)"))
        }
    }

    private func warnAboutPlainHTTP() {
        let configuration = house.configuration
        guard configuration.tls == nil, configuration.proxies.addresses.isEmpty else { return }
        for listener in configuration.listeners where IPAddress(listener.host)?.isLoopback != true {
            guard listener.host != "localhost" else { continue }
            house.log.warning(
                "tls.absent", .string("host", listener.host),
                .string("advice", "set tls, or list the proxies in front of this server"))
        }
    }

    private static func engineConfiguration(_ configuration: GatehouseConfiguration) -> HTTPServerConfiguration {
        var engine = HTTPServerConfiguration(
            addresses: configuration.listeners.map { ListenAddress(host: $0.host, port: UInt16($0.port)) })
        engine.limits.bodyBytes = configuration.limits.bodyBytes
        engine.limits.bodyBytesTogether = configuration.limits.bodyBytesTogether
        engine.limits.connections = configuration.limits.connections
        engine.limits.connectionsPerAddress = configuration.limits.connectionsPerAddress
        engine.deadlines.head = .seconds(configuration.limits.headSeconds)
        engine.deadlines.body = .seconds(configuration.limits.bodySeconds)
        engine.deadlines.idle = .seconds(configuration.limits.idleSeconds)
        engine.grace = .seconds(configuration.limits.graceSeconds)
        engine.tls = configuration.tls.map { TLSFiles(certificateChain: $0.certificateFile, privateKey: $0.keyFile) }
        return engine
    }
}
