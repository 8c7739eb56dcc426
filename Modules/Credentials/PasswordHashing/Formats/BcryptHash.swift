import Cryptography

/// `$2b$12$` and 53 characters of salt and digest; also `$2a$` and `$2y$`, which mean the same today.
struct BcryptHash: Sendable {
    /// From the lowest that bcrypt has to about a second, as they are written.
    private static let costs: Set<Substring> = ["04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14"]

    private let text: String

    init?(_ fields: [Substring]) {
        guard fields.count == 3, ["2a", "2b", "2y"].contains(fields[0]), Self.costs.contains(fields[1]),
            fields[2].utf8.count == 53, fields[2].utf8.allSatisfy(Self.isSymbol)
        else { return nil }
        text = "$" + fields.joined(separator: "$")
    }

    private static func isSymbol(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    /// bcrypt would compare only the beginning of such a password, so nothing is compared at all.
    static func cuts(_ password: borrowing PasswordBytes) -> Bool {
        password.count > Bcrypt.maximumPasswordBytes || password.containsNUL
    }

    func matches(_ password: borrowing PasswordBytes) -> Bool { Bcrypt.matches(password, hash: text) }
}
