/// Reads LDIF content records (RFC 2849): comments, folded lines, Base64 and `changetype: add`.
struct LDIFReader {
    private struct Line {
        let number: Int
        var bytes: [UInt8]
    }

    private let lines: [Line]

    init(_ bytes: [UInt8]) {
        var lines: [Line] = [], number = 0, isComment = false
        for raw in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            var line = Array(raw)
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            if line.first == UInt8(ascii: " "), isComment || lines.last.map({ !$0.bytes.isEmpty }) == true {
                if !isComment { lines[lines.count - 1].bytes += line.dropFirst() }
                continue
            }
            isComment = line.first == UInt8(ascii: "#")
            if !isComment { lines.append(Line(number: number, bytes: line)) }
        }
        self.lines = lines
    }

    func drafts() throws(LDAPTestServer.Problem) -> [LDAPTestServer.Fixture.Draft] {
        var drafts: [LDAPTestServer.Fixture.Draft] = []
        var draft: LDAPTestServer.Fixture.Draft?
        for line in lines {
            guard !line.bytes.isEmpty else {
                if let finished = draft { drafts.append(finished) }
                draft = nil
                continue
            }
            let (name, value) = try parse(line)
            switch (name.lowercased(), draft) {
            case ("version", nil) where drafts.isEmpty:
                guard value == [UInt8(ascii: "1")] else { throw problem(line, "only version 1 is known") }
            case ("dn", nil):
                draft = LDAPTestServer.Fixture.Draft(
                    dn: String(decoding: value, as: UTF8.self), attributes: [], place: "line \(line.number)")
            case (_, nil): throw problem(line, "a record begins with dn")
            case ("changetype", let started?) where started.attributes.isEmpty:
                guard value == Array("add".utf8) else {
                    throw problem(line, "a fixture only adds: changetype add, or none")
                }
            case ("control", _?), ("changetype", _?), ("dn", _?):
                throw problem(line, "\(name) does not belong here; an empty line ends a record")
            case (_, _?): draft?.attributes.append((name: name, values: [value]))
            }
        }
        if let draft { drafts.append(draft) }
        return drafts
    }

    private func parse(_ line: Line) throws(LDAPTestServer.Problem) -> (name: String, value: [UInt8]) {
        guard let colon = line.bytes.firstIndex(of: UInt8(ascii: ":")), colon > 0 else {
            throw problem(line, "a line looks like name: value")
        }
        let name = String(decoding: line.bytes[..<colon], as: UTF8.self)
        let rest = line.bytes[(colon + 1)...]
        switch rest.first {
        case UInt8(ascii: "<"): throw problem(line, "values from files and URLs are not read")
        case UInt8(ascii: ":"):
            let text = rest.dropFirst().drop { $0 == 0x20 }
            guard let value = PaddedBase64.decode(text) else { throw problem(line, "the value is not Base64") }
            return (name, value)
        default: return (name, Array(rest.drop { $0 == 0x20 }))
        }
    }

    private func problem(_ line: Line, _ message: String) -> LDAPTestServer.Problem {
        LDAPTestServer.Problem(.fixture, "line \(line.number): \(message)")
    }
}
