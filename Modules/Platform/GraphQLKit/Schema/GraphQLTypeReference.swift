/// A type where it is used, in the notation of the language: `[workspace!]!`.
package indirect enum GraphQLTypeReference: Hashable, Sendable {
    case named(String)
    case list(GraphQLTypeReference)
    case nonNull(GraphQLTypeReference)

    /// The innermost type.
    package var name: String {
        switch self {
        case .named(let name): name
        case .list(let inner), .nonNull(let inner): inner.name
        }
    }

    var isNonNull: Bool { if case .nonNull = self { true } else { false } }

    /// Without an outermost exclamation mark.
    var nullable: GraphQLTypeReference { if case .nonNull(let inner) = self { inner } else { self } }

    /// - Parameter notation: as `description` writes it; nothing is checked.
    init(notation: String) {
        if notation.hasSuffix("!") {
            self = .nonNull(GraphQLTypeReference(notation: String(notation.dropLast())))
        } else if notation.hasPrefix("[") {
            self = .list(GraphQLTypeReference(notation: String(notation.dropFirst().dropLast())))
        } else {
            self = .named(notation)
        }
    }

    /// Whether every value of this type is one of the other (specification, section 5.8.5).
    func fits(_ other: GraphQLTypeReference) -> Bool {
        switch (self, other) {
        case (.nonNull(let inner), .nonNull(let otherInner)): inner.fits(otherInner)
        case (.nonNull(let inner), _): inner.fits(other)
        case (.list(let inner), .list(let otherInner)): inner.fits(otherInner)
        case (.named(let name), .named(let otherName)): name == otherName
        default: false
        }
    }
}

extension GraphQLTypeReference: CustomStringConvertible, ExpressibleByStringLiteral {
    package var description: String {
        switch self {
        case .named(let name): name
        case .list(let inner): "[\(inner)]"
        case .nonNull(let inner): "\(inner)!"
        }
    }

    package init(stringLiteral notation: String) { self.init(notation: notation) }
}
