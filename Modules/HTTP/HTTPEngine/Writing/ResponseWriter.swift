import HTTPCore

/// Writes the head of an answer into a buffer of bytes.
///
/// Date, Content-Length, Connection and Transfer-Encoding are the engine's: a handler's own are left out, except that
/// `Connection: close` of a handler ends the connection. A field whose name isn't a token, or whose value has a CR, LF,
/// NUL or another control character, is left out whole: half a Location or Set-Cookie would be worse than none.
enum ResponseWriter {
    /// What the request says about the form of its answer.
    struct Form {
        var isHead: Bool
        var minorVersion: Int
        var keepsAlive: Bool
    }

    struct Result {
        var keepsAlive: Bool
        /// The body follows the head.
        var carriesBody: Bool
        /// Fields left out because they would have broken the message.
        var droppedFields: Int
    }

    /// - Parameters:
    ///   - response: with a status from 200 to 599.
    ///   - date: the whole Date line.
    static func writeHead(
        of response: HTTPResponse, form: Form, date: [UInt8], into out: inout [UInt8]
    ) -> Result {
        // RFC 9110 sections 15.3.5, 15.3.6, 15.4.5.
        let isBodiless = response.status == 204 || response.status == 205 || response.status == 304
        var result = Result(
            keepsAlive: form.keepsAlive, carriesBody: !isBodiless && !form.isHead && !response.body.isEmpty,
            droppedFields: 0)
        statusLine(response.status, into: &out)
        out.append(contentsOf: date)
        for (name, value) in response.fields {
            switch role(of: name) {
            case .message:
                if !append(name, value, into: &out) { result.droppedFields += 1 }
            case .connection:
                if value.lowercased() == "close" { result.keepsAlive = false }
            case .framing: break
            }
        }
        if response.status != 204, response.status != 304 {
            append("Content-Length: ", into: &out)
            append(isBodiless ? 0 : response.body.count, into: &out)
            append("\r\n", into: &out)
        }
        if !result.keepsAlive {
            append("Connection: close\r\n", into: &out)
        } else if form.minorVersion == 0 {
            append("Connection: keep-alive\r\n", into: &out)
        }
        append("\r\n", into: &out)
        return result
    }

    static func append(_ text: StaticString, into out: inout [UInt8]) {
        out.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private static func statusLine(_ status: Int, into out: inout [UInt8]) {
        if status == 200 { return append("HTTP/1.1 200 OK\r\n", into: &out) }
        append("HTTP/1.1 ", into: &out)
        append(status, into: &out)
        out.append(Bytes.space)
        append(ReasonPhrase.of(status), into: &out)
        append("\r\n", into: &out)
    }

    private enum Role { case message, connection, framing }

    private static func role(of name: String) -> Role {
        switch name.utf8.count {
        case 4 where equal(name, "date"), 14 where equal(name, "content-length"),
            17 where equal(name, "transfer-encoding"), 10 where equal(name, "keep-alive"):
            .framing
        case 10 where equal(name, "connection"): .connection
        default: .message
        }
    }

    private static func equal(_ name: String, _ wanted: StaticString) -> Bool {
        var name = name
        return name.withUTF8 { Bytes.equal($0[...], wanted) }
    }

    private static func append(_ name: String, _ value: String, into out: inout [UInt8]) -> Bool {
        var name = name, value = value
        let isLegal =
            !name.isEmpty && name.withUTF8 { $0.allSatisfy(Bytes.isToken) }
            && value.withUTF8 { $0.allSatisfy(Bytes.isFieldValue) }
        guard isLegal else { return false }
        name.withUTF8 { out.append(contentsOf: $0) }
        append(": ", into: &out)
        value.withUTF8 { out.append(contentsOf: $0) }
        append("\r\n", into: &out)
        return true
    }

    /// - Parameter number: not negative.
    private static func append(_ number: Int, into out: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var start = 20, left = number
            repeat {
                start -= 1
                digits[start] = UInt8(0x30 + left % 10)
                left /= 10
            } while left > 0
            out.append(contentsOf: digits[start..<20])
        }
    }
}
