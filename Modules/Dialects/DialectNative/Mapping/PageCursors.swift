import FoundationEssentials
import IdentityCore

/// Where a page ended, as an opaque text that only this server can make: a forged, foreign or shortened one is refused.
struct PageCursors: Sendable {
    private static let tagLength = 16
    /// Of an identifier as text.
    private static let idLength = 36
    private let tagging: any MessageTagging

    init(tagging: any MessageTagging) { self.tagging = tagging }

    func text(_ position: UserPosition, in sort: UserSort) -> String {
        let value =
            switch position.value {
            case .text(let text): "t\(text)"
            case .date(let date): "d\(Int64((date.timeIntervalSince1970 * 1_000_000).rounded()))"
            }
        return seal("\(position.id)\(value)", purpose: Self.purpose(sort))
    }

    /// - Returns: `nil` for a text that was not made here for that order.
    func userPosition(_ cursor: String, in sort: UserSort) -> UserPosition? {
        guard let payload = open(cursor, purpose: Self.purpose(sort)), let id = UserID(Self.head(payload)) else {
            return nil
        }
        // By bytes: as characters, a mark at the start of the value would melt into the letter before it.
        let rest = payload.utf8.dropFirst(Self.idLength)
        guard let kind = rest.first, let value = String(rest.dropFirst()) else { return nil }
        switch kind {
        case UInt8(ascii: "t"): return UserPosition(value: .text(value), id: id)
        case UInt8(ascii: "d"): return Self.date(value).map { UserPosition(value: .date($0), id: id) }
        default: return nil
        }
    }

    func text(_ position: SessionPosition) -> String {
        let microseconds = Int64((position.createdAt.timeIntervalSince1970 * 1_000_000).rounded())
        return seal("\(position.id)\(microseconds)", purpose: "sessions")
    }

    func sessionPosition(_ cursor: String) -> SessionPosition? {
        guard let payload = open(cursor, purpose: "sessions"), let id = SessionID(Self.head(payload)),
            let value = String(payload.utf8.dropFirst(Self.idLength)), let date = Self.date(value)
        else { return nil }
        return SessionPosition(createdAt: date, id: id)
    }

    /// For a list ordered by a text, ties by an id.
    /// - Parameter list: which list; a cursor of one is worth nothing for another.
    func text(_ key: String, _ id: String, of list: String) -> String {
        seal("\(id.utf8.count):\(id)\(key)", purpose: list)
    }

    /// For a list of users by login.
    func text(_ position: UserPosition, of list: String) -> String? {
        guard case .text(let key) = position.value else { return nil }
        return text(key, position.id.description, of: list)
    }

    /// - Returns: `nil` for a text that was not made here for that list.
    func place(_ cursor: String, of list: String) -> (key: String, id: String)? {
        guard let payload = open(cursor, purpose: list), let colon = payload.utf8.firstIndex(of: UInt8(ascii: ":")),
            let length = Int(payload[..<colon])
        else { return nil }
        let rest = payload.utf8[payload.utf8.index(after: colon)...]
        guard (0...rest.count).contains(length), let id = String(rest.prefix(length)),
            let key = String(rest.dropFirst(length))
        else { return nil }
        return (key, id)
    }

    /// - Parameter newestFirst: the order of the list; a cursor is of one order.
    func text(auditSequence sequence: Int64, newestFirst: Bool) -> String {
        seal(String(sequence), purpose: Self.auditPurpose(newestFirst))
    }

    func auditSequence(_ cursor: String, newestFirst: Bool) -> Int64? {
        open(cursor, purpose: Self.auditPurpose(newestFirst)).flatMap { Int64($0) }
    }

    private static func auditPurpose(_ newestFirst: Bool) -> String {
        newestFirst ? "audit by -sequence" : "audit by sequence"
    }

    private static func head(_ payload: String) -> String { String(payload.utf8.prefix(idLength)) ?? "" }

    private static func date(_ text: String) -> Date? {
        Int64(text).map { Date(timeIntervalSince1970: Double($0) / 1_000_000) }
    }

    private static func purpose(_ sort: UserSort) -> String {
        "users by \(sort.descending ? "-" : "")\(sort.field.rawValue)"
    }

    private func seal(_ payload: String, purpose: String) -> String {
        let bytes = Array(payload.utf8)
        let sealed = Data(tagging.tag(for: bytes, purpose: purpose) + bytes)
        return sealed.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    private func open(_ cursor: String, purpose: String) -> String? {
        guard cursor.utf8.count <= 2_048 else { return nil }
        var text = cursor.replacing("-", with: "+").replacing("_", with: "/")
        text += String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        guard let data = Data(base64Encoded: text), data.count > Self.tagLength else { return nil }
        let bytes = Array(data)
        let payload = Array(bytes[Self.tagLength...])
        guard tagging.verify(Array(bytes[..<Self.tagLength]), for: payload, purpose: purpose) else { return nil }
        return String(validating: payload, as: UTF8.self)
    }
}
