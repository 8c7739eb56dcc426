/// What is asked of an address.
package struct FetchRequest: Sendable {
    package enum Method: Sendable {
        case get
        /// A POST of `application/x-www-form-urlencoded`. The values may be secrets.
        case form([(name: String, value: String)])
    }

    package let address: FetchAddress
    package let method: Method
    package let login: FetchLogin?

    package init(_ address: FetchAddress, _ method: Method = .get, login: FetchLogin? = nil) {
        self.address = address
        self.method = method
        self.login = login
    }
}

/// Basic authentication (RFC 7617). The password can't be printed.
package struct FetchLogin: Sendable, CustomStringConvertible, CustomReflectable {
    let user: String
    let password: String

    package init(user: String, password: String) {
        self.user = user
        self.password = password
    }

    /// Of an OAuth client, whose name and secret are encoded like a form's before they are joined (RFC 6749 section
    /// 2.3.1).
    package init(client: String, secret: String) {
        self.init(user: FormText.encoded(client), password: FormText.encoded(secret))
    }

    package var description: String { "<login of \(user)>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// `application/x-www-form-urlencoded`.
enum FormText {
    static func encoded(_ fields: [(name: String, value: String)]) -> String {
        fields.map { "\(encoded($0.name))=\(encoded($0.value))" }.joined(separator: "&")
    }

    static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                bytes.append(byte)
            case 0x20: bytes.append(UInt8(ascii: "+"))
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
