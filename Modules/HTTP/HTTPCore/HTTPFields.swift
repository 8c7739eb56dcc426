/// The header fields of a request, as ranges of the bytes that came in: nothing is copied into a String until asked.
/// Names are compared without regard to case (RFC 9110 section 5.1).
package struct HTTPFields: Sendable {
    /// Half-open ranges into `bytes`; the value has no white space around it.
    package struct Line: Sendable {
        package var nameStart: UInt32, nameEnd: UInt32, valueStart: UInt32, valueEnd: UInt32

        package init(nameStart: UInt32, nameEnd: UInt32, valueStart: UInt32, valueEnd: UInt32) {
            self.nameStart = nameStart
            self.nameEnd = nameEnd
            self.valueStart = valueStart
            self.valueEnd = valueEnd
        }
    }

    private let bytes: [UInt8]
    private let lines: [Line]

    /// - Precondition: every range of `lines` lies inside `bytes`.
    package init(bytes: [UInt8], lines: [Line]) {
        self.bytes = bytes
        self.lines = lines
    }

    package init(_ pairs: [(String, String)] = []) {
        var bytes: [UInt8] = [], lines: [Line] = []
        for (name, value) in pairs {
            let nameStart = UInt32(bytes.count)
            bytes.append(contentsOf: name.utf8)
            let nameEnd = UInt32(bytes.count)
            bytes.append(contentsOf: value.utf8)
            lines.append(
                Line(nameStart: nameStart, nameEnd: nameEnd, valueStart: nameEnd, valueEnd: UInt32(bytes.count)))
        }
        self.init(bytes: bytes, lines: lines)
    }

    package var count: Int { lines.count }

    /// The only value of that name; `nil` when the field is absent or stands there more than once.
    package subscript(single name: StaticString) -> String? {
        var found: Line?
        for line in lines where matches(line, name) {
            guard found == nil else { return nil }
            found = line
        }
        return found.map(text)
    }

    /// Every value of that name, in order.
    package func all(_ name: StaticString) -> [String] {
        lines.filter { matches($0, name) }.map(text)
    }

    /// The same, each byte a character, as HTTP once had it and some clients still do (RFC 9110 section 5.5).
    package func latin1(_ name: StaticString) -> [String] {
        lines.filter { matches($0, name) }.map { line in
            String(
                String.UnicodeScalarView(
                    bytes[Int(line.valueStart)..<Int(line.valueEnd)].map { Unicode.Scalar($0) }))
        }
    }

    /// How often the name stands there.
    package func count(of name: StaticString) -> Int {
        lines.reduce(0) { $0 + (matches($1, name) ? 1 : 0) }
    }

    /// Every value of each of the names, those counted too that have an underscore in the place of a hyphen: some servers
    /// take one for the other.
    /// - Parameter names: in lower case, with hyphens.
    /// - Returns: by the name as it stands there, in lower case.
    package func values(ofAny names: Set<String>) -> [String: [String]] {
        var found: [String: [String]] = [:]
        for line in lines {
            let written = bytes[Int(line.nameStart)..<Int(line.nameEnd)].map { byte in
                byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
            }
            let plain = String(decoding: written.map { $0 == 0x5F ? 0x2D : $0 }, as: UTF8.self)
            guard names.contains(plain) else { continue }
            found[String(decoding: written, as: UTF8.self), default: []].append(text(line))
        }
        return found
    }

    private func text(_ line: Line) -> String {
        String(decoding: bytes[Int(line.valueStart)..<Int(line.valueEnd)], as: UTF8.self)
    }

    /// - Parameter name: in lower case.
    private func matches(_ line: Line, _ name: StaticString) -> Bool {
        let length = Int(line.nameEnd - line.nameStart)
        guard length == name.utf8CodeUnitCount else { return false }
        return name.withUTF8Buffer { wanted in
            for index in 0..<length {
                let byte = bytes[Int(line.nameStart) + index]
                let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
                if lower != wanted[index] { return false }
            }
            return true
        }
    }
}
