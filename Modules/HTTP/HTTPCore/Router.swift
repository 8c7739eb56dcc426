/// Finds the route of a request. Paths are compared segment by segment as they were sent: nothing is normalised, so
/// `//users`, `/users/` and `/x/../users` are other paths, which don't exist. A parameter's value is decoded after the
/// split; an encoded slash stays inside its segment.
package struct Router: HTTPHandler {
    private final class Node: Sendable {
        let methods: [HTTPMethod: any HTTPHandler]
        let allow: String
        let literals: [String: Node]
        let parameter: Node?

        init(_ draft: Draft) {
            methods = draft.methods.mapValues(\.handler)
            var names = Set(draft.methods.keys.map(\.description))
            if names.contains("GET") { names.insert("HEAD") }
            if !names.isEmpty { names.insert("OPTIONS") }
            allow = names.sorted().joined(separator: ", ")
            literals = draft.literals.mapValues(Node.init)
            parameter = draft.parameter.map(Node.init)
        }
    }

    private final class Draft {
        var methods: [HTTPMethod: Route] = [:]
        var literals: [String: Draft] = [:]
        var parameter: Draft?

        func child(_ segment: RoutePattern.Segment) -> Draft {
            switch segment {
            case .literal(let text):
                let next = literals[text] ?? Draft()
                literals[text] = next
                return next
            case .parameter:
                let next = parameter ?? Draft()
                parameter = next
                return next
            }
        }
    }

    private let root: Node
    /// Paths without parameters, found by one look-up: the common case.
    private let fixed: [String: Node]
    private let refusal: @Sendable (HTTPRequest, RoutingRefusal) -> HTTPResponse

    /// - Parameter refusal: what to answer when no route fits.
    /// - Throws: `RouteConflict` when two routes have the same method and the same shape.
    package init(
        _ routes: [Route], refusal: @escaping @Sendable (HTTPRequest, RoutingRefusal) -> HTTPResponse
    ) throws(RouteConflict) {
        let draft = Draft()
        for route in routes {
            var place = draft
            for segment in route.pattern.segments { place = place.child(segment) }
            if let earlier = place.methods[route.method] {
                throw RouteConflict(
                    method: route.method, pattern: route.pattern, owners: [earlier.owner, route.owner])
            }
            place.methods[route.method] = route
        }
        root = Node(draft)
        self.refusal = refusal
        var fixed: [String: Node] = [:]
        for route in routes where route.pattern.parameterNames.isEmpty {
            fixed[route.pattern.description] = Self.find(route.pattern.description[...], from: root)?.node
        }
        self.fixed = fixed
    }

    package func respond(to request: HTTPRequest) async -> HTTPResponse {
        if let node = fixed[String(request.path)] { return await answer(request, at: node, raw: []) }
        guard let found = Self.find(request.path, from: root) else { return refusal(request, .notFound) }
        return await answer(request, at: found.node, raw: found.raw)
    }

    private func answer(_ request: HTTPRequest, at node: Node, raw: [Substring]) async -> HTTPResponse {
        let wanted = request.method == .head && node.methods[.head] == nil ? .get : request.method
        guard let handler = node.methods[wanted] else {
            if request.method == .options {
                return HTTPResponse(status: 204, fields: [("Allow", node.allow)])
            }
            return refusal(request, .methodNotAllowed(allow: node.allow))
        }
        guard !raw.isEmpty else { return await handler.respond(to: request) }
        var request = request
        for segment in raw {
            guard let value = PercentCoding.decode(segment) else { return refusal(request, .malformedPath) }
            request.pathParameters.append(value)
        }
        return await handler.respond(to: request)
    }

    /// A literal segment goes before a parameter; a path that a literal branch can't finish is tried as a parameter.
    private static func find(_ path: Substring, from root: Node) -> (node: Node, raw: [Substring])? {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        return find(segments, at: root, raw: [])
    }

    private static func find(
        _ segments: ArraySlice<Substring>, at node: Node, raw: [Substring]
    ) -> (node: Node, raw: [Substring])? {
        guard let head = segments.first else { return node.methods.isEmpty ? nil : (node, raw) }
        let rest = segments.dropFirst()
        if let next = node.literals[String(head)], let found = find(rest, at: next, raw: raw) { return found }
        if let next = node.parameter, !head.isEmpty { return find(rest, at: next, raw: raw + [head]) }
        return nil
    }
}

/// Why no route answered.
package enum RoutingRefusal: Sendable {
    case notFound
    /// The value of the Allow field (RFC 9110 section 10.2.1).
    case methodNotAllowed(allow: String)
    case malformedPath
}
