/// An answer as a client reads it.
struct Answer {
    var status: Int
    var fields: [(name: String, value: String)]
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// - Returns: the answer at the start of `bytes` and its length, or `nil` while it isn't whole.
    static func parse(_ bytes: [UInt8], toHead isHead: Bool) throws -> (Answer, Int)? {
        guard let end = headEnd(bytes) else { return nil }
        let head = String(decoding: bytes[..<end], as: UTF8.self)
        let lines = head.split(separator: "\r\n", omittingEmptySubsequences: true)
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, words[0] == "HTTP/1.1", let status = Int(words[1]) else {
            throw RawClient.Failure.malformedAnswer(head)
        }
        var answer = Answer(status: status, fields: [], body: [])
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { throw RawClient.Failure.malformedAnswer(head) }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            answer.fields.append((line[..<colon].lowercased(), String(value)))
        }
        let isBodiless = isHead || status == 204 || status == 304 || status < 200
        let length = isBodiless ? 0 : answer["content-length"].flatMap(Int.init) ?? 0
        guard bytes.count >= end + length else { return nil }
        answer.body = Array(bytes[end..<end + length])
        return (answer, end + length)
    }

    private static func headEnd(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        for index in 3..<bytes.count
        where bytes[index] == 10 && bytes[index - 1] == 13 && bytes[index - 2] == 10 && bytes[index - 3] == 13 {
            return index + 1
        }
        return nil
    }
}
