import Cryptography

extension DistinguishedName {
    /// A name among neighbours, with everything escaped that has to be (RFC 4514 section 2.4).
    static func text(of rdn: [Part]) -> String {
        rdn.map { part in
            guard let value = String(validating: part.value, as: UTF8.self) else {
                return "\(part.attribute)=#\(Hexadecimal.encode(part.value))"
            }
            return leaf(part.attribute, value)
        }.joined(separator: "+")
    }

    static func leaf(_ attribute: String, _ value: String) -> String {
        let scalars = Array(value.unicodeScalars)
        var text = "\(attribute)="
        for (index, scalar) in scalars.enumerated() {
            let isBlankAtAnEnd = scalar == " " && (index == 0 || index == scalars.count - 1)
            switch scalar {
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                text += "\\" + Hexadecimal.encode([UInt8(scalar.value)])
            case "\"", "+", ",", ";", "<", ">", "\\": text += "\\\(scalar)"
            case "#" where index == 0: text += "\\#"
            case _ where isBlankAtAnEnd: text += "\\ "
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
