/// A search filter (RFC 4511 section 4.5.1.7).
indirect enum Filter: Sendable {
    case and([Filter])
    case or([Filter])
    case not(Filter)
    case equal(String, [UInt8])
    case substrings(String, initial: [UInt8]?, any: [[UInt8]], final: [UInt8]?)
    case greaterOrEqual(String, [UInt8])
    case lessOrEqual(String, [UInt8])
    case present(String)
    case approximate(String, [UInt8])
    case extensible(rule: String?, attribute: String?, value: [UInt8], withDN: Bool)
}

extension Filter {
    /// The filter as RFC 4515 writes it. Values that could be passwords are left out.
    var text: String {
        switch self {
        case .and(let filters): "(&\(filters.map(\.text).joined()))"
        case .or(let filters): "(|\(filters.map(\.text).joined()))"
        case .not(let filter): "(!\(filter.text))"
        case .equal(let attribute, let value): "(\(attribute)=\(Self.shown(value, of: attribute)))"
        case .approximate(let attribute, let value): "(\(attribute)~=\(Self.shown(value, of: attribute)))"
        case .greaterOrEqual(let attribute, let value): "(\(attribute)>=\(Self.shown(value, of: attribute)))"
        case .lessOrEqual(let attribute, let value): "(\(attribute)<=\(Self.shown(value, of: attribute)))"
        case .present(let attribute): "(\(attribute)=*)"
        case .substrings(let attribute, let initial, let any, let final):
            "(\(attribute)="
                + ([initial ?? []] + any + [final ?? []]).map { Self.shown($0, of: attribute) }.joined(separator: "*")
                + ")"
        case .extensible(let rule, let attribute, let value, let withDN):
            "(\(attribute ?? "")\(withDN ? ":dn" : "")\(rule.map { ":\($0)" } ?? ""):="
                + "\(Self.shown(value, of: attribute ?? "")))"
        }
    }

    private static func shown(_ value: [UInt8], of attribute: String) -> String {
        guard AttributeDescription(attribute).map({ !$0.type.isSecret }) ?? true else {
            return value.isEmpty ? "" : "..."
        }
        let isText = String(validating: value, as: UTF8.self) != nil
        var bytes: [UInt8] = []
        for byte in value {
            switch byte {
            case UInt8(ascii: "*"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"), 0..<0x20, 0x7F:
                bytes += escaped(byte)
            case 0x80... where !isText: bytes += escaped(byte)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func escaped(_ byte: UInt8) -> [UInt8] {
        let digits = String(byte, radix: 16)
        return Array("\\\(digits.count == 1 ? "0" : "")\(digits)".utf8)
    }
}
