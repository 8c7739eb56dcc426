import Glibc
import HTTPCore

/// Parses a whole head in one pass (RFC 9112), strictly: whatever two readers could understand differently is refused.
struct HeadParser {
    let bytes: UnsafeBufferPointer<UInt8>
    let limits: HTTPLimits
    var position = 0
    var lines: [HTTPFields.Line] = []
    var host: Range<Int>?
    var contentLength: Int?
    var isChunked = false
    var asksToClose = false
    var asksToStay = false
    var head = RequestHead()

    /// - Parameter bytes: a head with its blank line, as `HeadScanner` found it.
    static func parse(_ bytes: UnsafeBufferPointer<UInt8>, limits: HTTPLimits) throws(HTTPRefusal) -> RequestHead {
        var parser = HeadParser(bytes: bytes, limits: limits)
        let target = try parser.requestLine()
        parser.lines.reserveCapacity(16)
        while try parser.field() {}
        guard parser.position == bytes.count else { throw .malformedField }
        return try parser.finish(target: target)
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, limits: HTTPLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    /// The byte at `index`, or NUL (legal nowhere) behind the end.
    @inline(__always)
    func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

    /// `METHOD SP target SP HTTP/1.x CRLF`.
    private mutating func requestLine() throws(HTTPRefusal) -> Range<Int> {
        let methodLimit = 32
        while Bytes.isToken(byte(position)) { position += 1 }
        guard position > 0, position <= methodLimit, byte(position) == Bytes.space else { throw .malformedRequestLine }
        head.method = Self.method(bytes[..<position])
        position += 1
        let start = position
        while byte(position) > Bytes.space, byte(position) < 0x7F { position += 1 }
        guard position > start else { throw .malformedRequestLine }
        // Raw bytes beyond ASCII and control characters; those behind a space are the version's business.
        guard byte(position) == Bytes.space else { throw .malformedTarget }
        let target = start..<position
        guard target.count <= limits.targetBytes else { throw .targetTooLong }
        position += 1
        head.minorVersion = try version()
        return target
    }

    private static func method(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> HTTPMethod {
        // The common one without making a String.
        if name.count == 3, name[0] == 0x47, name[1] == 0x45, name[2] == 0x54 { return .get }
        return HTTPMethod(name: String(decoding: name, as: UTF8.self))
    }

    private mutating func version() throws(HTTPRefusal) -> Int {
        let length = 10
        guard bytes.count - position >= length, memcmp(bytes.baseAddress! + position, "HTTP/", 5) == 0,
            Bytes.isDigit(byte(position + 5)), byte(position + 6) == 0x2E, Bytes.isDigit(byte(position + 7)),
            byte(position + 8) == Bytes.carriageReturn, byte(position + 9) == Bytes.lineFeed
        else { throw .malformedRequestLine }
        let major = byte(position + 5) - 0x30, minor = byte(position + 7) - 0x30
        guard major == 1, minor <= 1 else { throw .versionUnsupported }
        position += length
        return Int(minor)
    }

    /// What can be said only when every field was seen.
    private mutating func finish(target: Range<Int>) throws(HTTPRefusal) -> RequestHead {
        if host == nil, head.minorVersion == 1 { throw .hostMissing }
        switch (isChunked, contentLength) {
        case (true, .some): throw .ambiguousFraming
        case (true, nil): head.framing = .chunked
        case (false, .some(let length)):
            guard length <= limits.bodyBytes else { throw .bodyTooLarge }
            head.framing = length == 0 ? .none : .length(length)
        case (false, nil): head.framing = .none
        }
        head.keepsAlive = !asksToClose && (head.minorVersion == 1 || asksToStay)
        // HTTP/1.0 doesn't know expectations (RFC 9110 section 10.1.1).
        if head.minorVersion == 0 { head.expectsContinue = false }
        head.target = try RequestTarget.read(bytes[target], method: head.method, host: host.map { bytes[$0] })
        head.fields = HTTPFields(bytes: Array(bytes), lines: lines)
        return head
    }
}
