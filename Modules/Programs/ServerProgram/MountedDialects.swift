import Composition
import DialectKit
import DialectNative
import HTTPCore
import IdentityServices

/// The routes of all dialects, and who speaks for paths that none of them answers.
struct MountedDialects {
    private(set) var routes: [Route] = []
    /// Beginnings of paths, whole segments.
    private var territories: [(beginning: String, errors: ErrorStyle)] = []
    private let mounts: DialectMounts
    private let resolve: CallerResolver

    init(_ mounts: DialectMounts, resolve: CallerResolver) {
        self.mounts = mounts
        self.resolve = resolve
    }

    /// Mounts the dialect wherever the configuration wants it.
    /// - Returns: its endpoints, a table for each place.
    @discardableResult
    mutating func mount<Speaker: Dialect>(_ dialect: Speaker) -> [EndpointTable] {
        mounts.prefixes(of: Speaker.name).map { mount(dialect, at: $0) }
    }

    @discardableResult
    mutating func mount<Speaker: Dialect>(_ dialect: Speaker, at prefix: String) -> EndpointTable {
        let table = EndpointTable(dialect, at: prefix, resolve: resolve)
        routes += table.routes
        // At the root a dialect speaks only for what its own paths begin with.
        let beginnings = prefix.isEmpty ? Set(table.routes.map(\.pattern.beginning)) : [prefix]
        territories += beginnings.map { ($0, Speaker.errors) }
        return table
    }

    mutating func add(_ route: Route) { routes.append(route) }

    func refuse(_ request: HTTPRequest, _ refusal: RoutingRefusal) -> HTTPResponse {
        let path = request.path
        let nearest = territories.filter { path == $0.beginning || path.hasPrefix($0.beginning + "/") }
            .max { $0.beginning.utf8.count < $1.beginning.utf8.count }
        return (nearest?.errors ?? .native).transport(TransportProblem(refusal), request)
    }
}

extension RoutePattern {
    /// The first segment.
    fileprivate var beginning: String {
        if case .literal(let text)? = segments.first { "/" + text } else { "" }
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
