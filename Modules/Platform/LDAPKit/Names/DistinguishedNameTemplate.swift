/// A name of an administrator, with places for values: `uid={login},ou=people,dc=example,dc=org`. Read and checked once;
/// what is put into the places later is escaped and adds no step to the name.
package struct DistinguishedNameTemplate: Hashable, Sendable, CustomStringConvertible {
    package let text: String
    private let parts: [TemplatePart]

    package init(_ text: String) throws(LDAPTemplateError) {
        self.text = text
        guard text.utf8.count <= 8_192 else { throw .tooLong }
        var reading = TemplateParts(), position = 0
        let bytes = Array(text.utf8)
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "{"): position = try reading.placeholder(in: bytes, at: position)
            case UInt8(ascii: "}"): throw .syntax(at: position)
            default:
                reading.append(bytes[position])
                position += 1
            }
        }
        parts = reading.finished
        try check()
    }

    package var description: String { text }
    package var placeholders: Set<String> { Set(parts.compactMap(\.placeholder)) }

    /// Fails as `missing` or `empty`.
    package func name(_ values: [String: String]) throws(LDAPTemplateError) -> DistinguishedName {
        var filled = ""
        for part in parts {
            switch part {
            case .literal(let literal): filled += literal
            case .placeholder(let name):
                guard let value = values[name] else { throw .missing(name) }
                guard !value.isEmpty else { throw .empty(name) }
                filled += DNText.escaped(value.utf8)
            }
        }
        do throws(DistinguishedNameError) { return try DistinguishedName(filled) } catch {
            throw error == .tooLong ? .tooLong : .syntax(at: 0)
        }
    }

    /// A harmless value and a hard one have to give names of the same shape, with the value inside its attribute.
    private func check() throws(LDAPTemplateError) {
        let hard = " #a,b=c+d\"e;f<g>\\ "
        let places = parts.compactMap(\.placeholder)
        let simple = try name(Dictionary(places.map { ($0, "x") }) { first, _ in first })
        let filled = try name(Dictionary(places.map { ($0, hard) }) { first, _ in first })
        guard simple.rdns.map({ $0.parts.map(\.type) }) == filled.rdns.map({ $0.parts.map(\.type) }) else {
            throw .placeholder
        }
        let values = filled.rdns.flatMap(\.parts).compactMap(\.string)
        guard values.reduce(0, { $0 + $1.count(of: hard) }) == places.count else { throw .placeholder }
    }
}

extension String {
    fileprivate func count(of part: String) -> Int {
        let bytes = Array(utf8), wanted = Array(part.utf8)
        guard bytes.count >= wanted.count else { return 0 }
        return (0...(bytes.count - wanted.count)).count { bytes[$0...].starts(with: wanted) }
    }
}
