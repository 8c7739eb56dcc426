/// A substring assertion: a beginning, pieces in their order, and an end, none of which overlap.
struct SubstringPattern {
    let initial: [UInt8]?
    let any: [[UInt8]]
    let final: [UInt8]?

    func matches(_ attribute: Attribute) -> Bool {
        switch attribute.description.type.syntax {
        case .octets: attribute.values.contains { fits($0[...], initial, any, final) }
        // Their matching rules know no substrings (RFC 4517 section 4.2).
        case .dn, .integer: false
        case .exact: fits(attribute, folding: { $0 })
        case .phone: fits(attribute) { $0.lowercased().filter { $0 != " " && $0 != "-" } }
        case .text, .time: fits(attribute) { $0.lowercased() }
        }
    }

    /// Characters that are canonically equivalent are equal.
    private func fits(_ attribute: Attribute, folding: (String) -> String) -> Bool {
        func characters(_ bytes: [UInt8]) -> [Character] { Array(folding(String(decoding: bytes, as: UTF8.self))) }
        return attribute.keys.contains { key in
            guard case .text(let value) = key else { return false }
            return fits(
                Array(value)[...], initial.map(characters), any.map(characters), final.map(characters))
        }
    }

    private func fits<Piece: Equatable>(
        _ value: ArraySlice<Piece>, _ initial: [Piece]?, _ any: [[Piece]], _ final: [Piece]?
    ) -> Bool {
        var rest = value
        if let initial {
            guard rest.starts(with: initial) else { return false }
            rest = rest.dropFirst(initial.count)
        }
        if let final {
            guard rest.count >= final.count, rest.suffix(final.count).elementsEqual(final) else { return false }
            rest = rest.dropLast(final.count)
        }
        for piece in any {
            guard let end = Self.end(of: piece, in: rest) else { return false }
            rest = rest[end...]
        }
        return true
    }

    private static func end<Piece: Equatable>(of piece: [Piece], in text: ArraySlice<Piece>) -> Int? {
        guard text.count >= piece.count else { return nil }
        for start in text.startIndex...(text.endIndex - piece.count)
        where text[start..<(start + piece.count)].elementsEqual(piece) {
            return start + piece.count
        }
        return nil
    }
}
