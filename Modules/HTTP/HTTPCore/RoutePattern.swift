/// The path of a route: literal segments and `{name}` for one segment of any text, for example `/users/{id}`.
package struct RoutePattern: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    package enum Segment: Hashable, Sendable {
        case literal(String)
        case parameter(String)
    }

    package let segments: [Segment]

    /// - Precondition: starts with `/`, and no parameter name stands there twice.
    package init(_ text: String) {
        precondition(text.hasPrefix("/"), "a route pattern starts with a slash: \(text)")
        segments = text.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { part in
            part.hasPrefix("{") && part.hasSuffix("}")
                ? .parameter(String(part.dropFirst().dropLast())) : .literal(String(part))
        }
        let names = parameterNames
        precondition(Set(names).count == names.count, "a parameter stands twice in \(text)")
    }

    package init(stringLiteral value: String) { self.init(value) }

    package var parameterNames: [String] {
        segments.compactMap { if case .parameter(let name) = $0 { name } else { nil } }
    }

    package var description: String {
        segments.map { segment in
            switch segment {
            case .literal(let text): "/\(text)"
            case .parameter(let name): "/{\(name)}"
            }
        }.joined()
    }

    /// This pattern below a mount point such as `/api/v1`; an empty prefix changes nothing.
    package func mounted(at prefix: String) -> RoutePattern { RoutePattern(prefix + description) }
}

/// A value that one path segment can be read as.
package protocol PathParameter: Sendable {
    /// - Parameter pathSegment: percent-decoded text of one segment; a `/` in it was encoded.
    /// - Returns: `nil` when no such thing can exist, which is answered like a thing that does not exist.
    init?(pathSegment: String)
}
