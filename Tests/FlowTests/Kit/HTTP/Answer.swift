import JSONText

/// What came back over the socket.
struct Answer: Sendable {
    let status: Int
    let fields: [(name: String, value: String)]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
    var json: JSONValue? { try? JSONParser.parse(body) }

    /// The first field of that name, whatever its letter case.
    func field(_ name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// A member of the body; nested ones with dots.
    subscript(_ path: String) -> JSONValue? {
        path.split(separator: ".").reduce(json) { value, key in value?.objectValue?[String(key)] }
    }

    func string(_ path: String) -> String? { self[path]?.stringValue }

    /// The word behind `urn:gatehouse:problem:`.
    var problem: String? {
        let prefix = "urn:gatehouse:problem:"
        guard let type = string("type"), type.hasPrefix(prefix) else { return nil }
        return String(type.dropFirst(prefix.count))
    }

    /// Whether it is a complete problem document for its own status (RFC 9457).
    var isProblem: Bool {
        field("Content-Type") == "application/problem+json" && string("type")?.isEmpty == false
            && string("title")?.isEmpty == false && string("requestId")?.isEmpty == false
            && self["status"]?.integerValue == Int64(status)
    }

    /// - Returns: `nil` while something is still missing.
    /// - Parameter isEnd: whether the other side has closed.
    init?(_ bytes: [UInt8], answersHead: Bool, isEnd: Bool) {
        guard let head = Self.head(of: bytes) else { return nil }
        status = head.status
        fields = head.fields
        let rest = Array(bytes[head.length...])
        if status == 204 || status == 304 || answersHead {
            body = rest
        } else if let length = fields.first(where: { $0.name.lowercased() == "content-length" }).flatMap({
            Int($0.value)
        }) {
            guard rest.count >= length else { return nil }
            body = rest
        } else {
            guard isEnd else { return nil }
            body = rest
        }
    }

    private static func head(of bytes: [UInt8]) -> (status: Int, fields: [(name: String, value: String)], length: Int)?
    {
        let end: [UInt8] = [13, 10, 13, 10]
        guard bytes.count >= 16,
            let start = (0...(bytes.count - 4)).first(where: { bytes[$0..<$0 + 4].elementsEqual(end) })
        else { return nil }
        let lines = String(decoding: bytes[..<start], as: UTF8.self).split(separator: "\r\n")
        let words = lines[0].split(separator: " ", maxSplits: 2)
        guard words.count >= 2, words[0] == "HTTP/1.1", let status = Int(words[1]) else { return nil }
        let fields = lines.dropFirst().map { line in
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return (name: String(parts[0]), value: parts.count > 1 ? parts[1].trimming(" ") : "")
        }
        return (status, fields, start + 4)
    }
}

extension Substring {
    fileprivate func trimming(_ character: Character) -> String {
        var text = self
        while text.first == character { text = text.dropFirst() }
        while text.last == character { text = text.dropLast() }
        return String(text)
    }
}
