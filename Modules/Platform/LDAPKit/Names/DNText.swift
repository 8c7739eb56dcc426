/// Writes the parts of names (RFC 4514 section 2).
enum DNText {
    /// Everything that means something somewhere in a name is escaped everywhere: the result is good at the beginning, in
    /// the middle and at the end of a value.
    static func escaped(_ value: some Collection<UInt8>) -> String {
        let isText = value.allSatisfy { $0 < 0x80 } || String(validating: value, as: UTF8.self) != nil
        let last = value.count - 1
        var out: [UInt8] = []
        out.reserveCapacity(value.count)
        for (index, byte) in value.enumerated() {
            switch byte {
            case 0..<0x20, 0x7F: out += ("\\" + Hexadecimal.text(of: byte)).utf8
            case 0x80... where !isText: out += ("\\" + Hexadecimal.text(of: byte)).utf8
            case 0x20 where index == 0 || index == last: out += "\\20".utf8
            case UInt8(ascii: "\""), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "<"),
                UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "#"), UInt8(ascii: "="):
                out += [UInt8(ascii: "\\"), byte]
            default: out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    static func text(_ part: RelativeDistinguishedName.Part) -> String {
        "\(part.type)=" + (part.isEncoded ? encoded(part.value) : escaped(part.value))
    }

    static func canonical(_ part: RelativeDistinguishedName.Part) -> String {
        let type = part.type.lowercased()
        if part.isEncoded { return "\(type)=\(encoded(part.value))" }
        if let folded = foldedASCII(part.value) { return "\(type)=\(escaped(folded))" }
        guard let text = String(validating: part.value, as: UTF8.self) else { return "\(type)=\(escaped(part.value))" }
        return "\(type)=\(escaped(folded(text).utf8))"
    }

    private static func encoded(_ value: [UInt8]) -> String {
        "#" + value.map(Hexadecimal.text).joined()
    }

    /// As `folded`, of what nearly every name is: a sync reads one for each person and each membership.
    /// - Returns: `nil` when there is more in it than ASCII.
    private static func foldedASCII(_ value: [UInt8]) -> [UInt8]? {
        guard value.allSatisfy({ $0 < 0x80 }) else { return nil }
        var folded: [UInt8] = [], isAfterBlank = true
        folded.reserveCapacity(value.count)
        for byte in value {
            if byte != blank || !isAfterBlank {
                folded.append(UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte)
            }
            isAfterBlank = byte == blank
        }
        if folded.last == blank { folded.removeLast() }
        return folded
    }
    private static let blank = UInt8(ascii: " ")

    /// Small letters, blanks collapsed. A letter of another alphabet never becomes an ASCII one, such as the Kelvin sign
    /// a `k`.
    private static func folded(_ text: String) -> String {
        var folded = String.UnicodeScalarView(), isAfterBlank = true
        for scalar in text.unicodeScalars {
            if scalar == " " {
                if !isAfterBlank { folded.append(scalar) }
                isAfterBlank = true
                continue
            }
            isAfterBlank = false
            let small = scalar.properties.lowercaseMapping.unicodeScalars
            if !scalar.isASCII, small.contains(where: \.isASCII) {
                folded.append(scalar)
            } else {
                folded.append(contentsOf: small)
            }
        }
        if folded.last == " " { folded.removeLast() }
        return String(folded)
    }
}
