import JSONText
import TestSupport
import Testing

/// A real mail server for a Gatehouse, and what it was given.
struct MailPost {
    private let site: MailSite
    let server: SMTPServerProcess

    init() throws {
        site = try MailSite()
        server = try site.server()
    }

    /// Settings of a Gatehouse that sends its mail here.
    func settings(_ more: JSONObject = [:]) -> Settings {
        var sections = more
        sections["mail"] = [
            "host": "127.0.0.1", "port": .integer(Int64(server.port)), "security": "none",
            "from": "House <house@example.org>", "timeoutSeconds": 10,
        ]
        return Settings(sections)
    }

    struct Letter {
        let recipients: [String]
        let head: String
        /// Decoded (RFC 2045 section 6.7).
        let text: String

        var code: String? {
            text.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("ghc_") }.map(String.init)
        }
    }

    func letters() throws -> [Letter] {
        try server.messages().map { message in
            let parts = message.text.split(separator: "\r\n\r\n", maxSplits: 1).map(String.init)
            return Letter(
                recipients: message.recipients, head: parts[0], text: Self.decoded(parts.count > 1 ? parts[1] : ""))
        }
    }

    /// The newest letter to the address, once it is there.
    func letter(to address: String, after known: Int = 0) async throws -> Letter {
        try await eventually("a letter to \(address)") {
            let letters = try letters().filter { $0.recipients == [address] }
            return letters.count > known ? letters.last : nil
        }
    }

    private static func decoded(_ text: String) -> String {
        var bytes: [UInt8] = [], rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "=") else {
                bytes.append(byte)
                continue
            }
            let pair = rest.prefix(2)
            rest = rest.dropFirst(2)
            if let value = UInt8(String(decoding: pair, as: UTF8.self), radix: 16) { bytes.append(value) }
        }
        return String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
    }
}
