import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

/// A login or the path of a group as it stands in a text that the client pastes into addresses unescaped. What would end,
/// split or change the address is percent-encoded, so that whoever sends back a name that this API has given means the one
/// it was given for.
struct WireName: PathParameter {
    /// In clear.
    let text: String

    /// A segment of a path, which the router has decoded.
    init?(pathSegment: String) {
        guard !pathSegment.isEmpty else { return nil }
        text = pathSegment
    }

    /// - Returns: `nil` for a text that no name of ours looks like.
    init?(wire: String) {
        guard !wire.isEmpty else { return nil }
        guard wire.utf8.contains(UInt8(ascii: "%")) else {
            text = wire
            return
        }
        guard let decoded = PercentCoding.decode(wire[...]) else { return nil }
        text = decoded
    }

    var user: UserSelector { .login(text) }
    var group: GroupSelector { GroupSelector(path: text[...]) }

    /// Lists ask it of every byte, so it is no look into a set.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "#"), UInt8(ascii: "?"), UInt8(ascii: "/"), UInt8(ascii: "%"), UInt8(ascii: "\\"): true
        default: false
        }
    }

    static func wire(_ name: String) -> String {
        // Nearly every name.
        guard name.utf8.contains(where: isSpecial) else { return name }
        var text = ""
        for scalar in name.unicodeScalars {
            guard scalar.isASCII, isSpecial(UInt8(scalar.value)) else {
                text.unicodeScalars.append(scalar)
                continue
            }
            text += "%" + String(scalar.value, radix: 16, uppercase: true)
        }
        return text
    }

    /// What new names may not hold: the client could not address them as they are.
    static func problem(inNew name: String, field: String) -> FieldProblem? {
        guard name.utf8.contains(where: isSpecial) || name == "." || name == ".." else { return nil }
        return FieldProblem(
            field, .malformed,
            "\(field) can't be . or .. and holds none of # ? / % \\: the client could not address it.")
    }
}

extension RequestReader {
    /// The login in the path.
    func userPath() throws(ServiceError) -> WireName { try path(as: WireName.self, kind: .user) }

    /// The group in the path.
    func groupPath() throws(ServiceError) -> WireName { try path(as: WireName.self, kind: .group) }
}
