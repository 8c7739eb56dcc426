import Composition
import DialectKit
import DialectNative
import DialectOperations
import EventLog
import HTTPCore
import HTTPEngine
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
        var routes: [Route] = []
        let native = house.configuration.native
        if native.isEnabled {
            let table = EndpointTable(
                NativeDialect(services, tagging: house.tagging), at: native.prefix, resolve: services.resolver)
            routes += table.routes
            routes.append(
                NativeAPIDocument.route(for: table.descriptions, at: native.prefix, version: Version.text))
        }
        let readiness = readiness, metrics = house.metrics, house = house
        let operations = OperationsDialect(
            readiness: {
                Readiness(
                    [.init("database", isReady: await readiness.isReady())],
                    degraded: house.failingSources.map { "source \($0)" })
            },
            metrics: { Array(metrics.exposition().utf8) })
        routes += EndpointTable(operations, at: "", resolve: services.resolver).routes
        let router = try Router(routes) { request, refusal in
            ErrorStyle.native.transport(TransportProblem(refusal), request)
        }
        return router.wrapped(in: RequestRecord(house))
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

extension TransportProblem {
    fileprivate init(_ refusal: RoutingRefusal) {
        switch refusal {
        case .notFound: self = .routeNotFound
        case .methodNotAllowed(let allow): self = .methodNotAllowed(allow: allow)
        case .malformedPath: self = .malformedPath
        }
    }
}
