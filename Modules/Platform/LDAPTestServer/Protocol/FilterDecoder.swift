/// Decodes filters to a bounded depth.
enum FilterDecoder {
    /// How deep "and", "or" and "not" may nest: the decoder and the matching recurse.
    static let maximumDepth = 100

    static func decode(_ element: BERElement, depth: Int = 0) throws(BERProblem) -> Filter {
        guard depth < maximumDepth else { throw BERProblem("the filter is nested more than \(maximumDepth) deep") }
        switch element.tag {
        case .constructed(0): return .and(try list(element, depth))
        case .constructed(1): return .or(try list(element, depth))
        case .constructed(2):
            let parts = element.elements()
            let filter = try decode(try parts.next(), depth: depth + 1)
            guard parts.isAtEnd else { throw BERProblem("a negation has more than one filter") }
            return .not(filter)
        case .constructed(3):
            let (attribute, value) = try assertion(element)
            return .equal(attribute, value)
        case .constructed(4): return try substrings(element.elements())
        case .constructed(5):
            let (attribute, value) = try assertion(element)
            return .greaterOrEqual(attribute, value)
        case .constructed(6):
            let (attribute, value) = try assertion(element)
            return .lessOrEqual(attribute, value)
        case .context(7): return .present(try element.text())
        case .constructed(8):
            let (attribute, value) = try assertion(element)
            return .approximate(attribute, value)
        case .constructed(9): return try extensible(element.elements())
        default: throw BERProblem("there is no such kind of filter")
        }
    }

    private static func list(_ element: BERElement, _ depth: Int) throws(BERProblem) -> [Filter] {
        var filters: [Filter] = []
        for part in try element.elements().rest() { filters.append(try decode(part, depth: depth + 1)) }
        return filters
    }

    private static func assertion(_ element: BERElement) throws(BERProblem) -> (String, [UInt8]) {
        let parts = element.elements()
        return (try parts.next().expecting(.octets).text(), try parts.next().expecting(.octets).bytes)
    }

    private static func substrings(_ parts: BERReader) throws(BERProblem) -> Filter {
        let attribute = try parts.next().expecting(.octets).text()
        var initial: [UInt8]?, any: [[UInt8]] = [], final: [UInt8]?
        let pieces = try parts.next().expecting(.sequence).elements().rest()
        guard !pieces.isEmpty else { throw BERProblem("a substring filter has no substring") }
        for (index, piece) in pieces.enumerated() {
            switch piece.tag {
            case .context(0) where index == 0: initial = piece.bytes
            case .context(1): any.append(piece.bytes)
            case .context(2) where index == pieces.count - 1: final = piece.bytes
            default: throw BERProblem("the substrings of a filter are out of order")
            }
        }
        return .substrings(attribute, initial: initial, any: any, final: final)
    }

    private static func extensible(_ parts: BERReader) throws(BERProblem) -> Filter {
        let rule = try parts.next(if: .context(1))?.text()
        let attribute = try parts.next(if: .context(2))?.text()
        let value = try parts.next().expecting(.context(3)).bytes
        let withDN = try parts.next(if: .context(4))?.integer() ?? 0
        guard rule != nil || attribute != nil else { throw BERProblem("a filter names neither attribute nor rule") }
        return .extensible(rule: rule, attribute: attribute, value: value, withDN: withDN != 0)
    }
}
