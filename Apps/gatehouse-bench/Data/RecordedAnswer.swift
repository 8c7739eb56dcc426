import FoundationEssentials
import HTTPCore

/// An answer as a client received it: status line, fields, an empty line, the body.
enum RecordedAnswer {
    struct Malformed: Error {}

    static func read(_ path: String) throws -> HTTPResponse {
        let bytes = Array(try Data(contentsOf: URL(filePath: path)))
        let separator: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
        guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: separator) }) else { throw Malformed() }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count > 1, let status = Int(words[1]) else { throw Malformed() }
        let fields = lines.dropFirst().map { line -> (name: String, value: String) in
            let name = line.prefix { $0 != ":" }
            return (String(name), String(line.dropFirst(name.count + 2)))
        }
        return HTTPResponse(status: status, fields: fields, body: Array(bytes[(end + separator.count)...]))
    }
}
