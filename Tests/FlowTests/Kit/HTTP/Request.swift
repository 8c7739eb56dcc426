import JSONText

/// One request, as bytes and as where it comes from.
struct Request: Sendable {
    var bytes: [UInt8]
    /// The loopback address to speak from.
    var source: String?
    var asksForHead = false

    /// Anything at all.
    init(raw bytes: [UInt8], from source: String? = nil) {
        self.bytes = bytes
        self.source = source
    }

    /// - Parameters:
    ///   - path: below `/api/v1/` when it has no leading slash.
    ///   - body: sent with its length; with `Content-Type: application/json` unless `fields` names another.
    init(
        _ method: String, _ path: String, token: String? = nil, body: [UInt8]? = nil,
        fields: [(String, String)] = [], from source: String? = nil
    ) {
        var head = "\(method) \(path.hasPrefix("/") ? path : "/api/v1/\(path)") HTTP/1.1\r\n"
        head += "Host: gatehouse.test\r\nConnection: close\r\n"
        if let token { head += "Authorization: Bearer \(token)\r\n" }
        if let body {
            head += "Content-Length: \(body.count)\r\n"
            if !fields.contains(where: { $0.0.lowercased() == "content-type" }) {
                head += "Content-Type: application/json\r\n"
            }
        }
        for (name, value) in fields { head += "\(name): \(value)\r\n" }
        bytes = Array("\(head)\r\n".utf8) + (body ?? [])
        self.source = source
        asksForHead = method == "HEAD"
    }

    init(
        _ method: String, _ path: String, token: String? = nil, json: JSONValue, fields: [(String, String)] = [],
        from source: String? = nil
    ) {
        self.init(method, path, token: token, body: json.encoded(), fields: fields, from: source)
    }

    static func signIn(_ login: String, _ password: String, from source: String? = nil) -> Request {
        Request(
            "POST", "sessions", json: ["login": .string(login), "password": .string(password)], from: source)
    }
}

/// A path segment or a query value, with everything escaped that is no letter or digit.
func escaped(_ text: String) -> String {
    text.utf8.map { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: String(UnicodeScalar(byte))
        default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }
    }.joined()
}
