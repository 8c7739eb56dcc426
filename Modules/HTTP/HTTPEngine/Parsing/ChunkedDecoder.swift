import Glibc

/// Takes a chunked body apart as it comes in (RFC 9112 section 7.1). Extensions and trailers are checked and dropped.
struct ChunkedDecoder: Sendable {
    private enum State { case size, data, dataEnd, trailer, done }

    /// Bytes of one line with a chunk's size and extensions.
    private static let sizeLineLimit = 256
    /// Bytes of all trailer lines together.
    private static let trailerLimit = 8 * 1_024

    private var state = State.size
    private var dataLeft = 0
    private var trailerBytes = 0

    var isComplete: Bool { state == .done }

    /// Appends the data in `bytes` to `body`.
    /// - Returns: how many bytes were used; offer the others again, with more behind them.
    mutating func feed(
        _ bytes: UnsafeBufferPointer<UInt8>, into body: inout [UInt8], limit: Int
    ) throws(HTTPRefusal) -> Int {
        var position = 0
        while state != .done {
            switch state {
            case .size:
                guard let line = try Self.line(bytes, from: position, limit: Self.sizeLineLimit) else {
                    return position
                }
                dataLeft = try Self.size(bytes[line])
                guard dataLeft <= limit - body.count else { throw .bodyTooLarge }
                position = line.upperBound + 2
                state = dataLeft == 0 ? .trailer : .data
            case .data:
                let count = min(dataLeft, bytes.count - position)
                body.append(contentsOf: bytes[position..<position + count])
                position += count
                dataLeft -= count
                if dataLeft > 0 { return position }
                state = .dataEnd
            case .dataEnd:
                guard bytes.count - position >= 2 else { return position }
                guard bytes[position] == Bytes.carriageReturn, bytes[position + 1] == Bytes.lineFeed else {
                    throw .malformedChunk
                }
                position += 2
                state = .size
            case .trailer:
                let room = Self.trailerLimit - trailerBytes
                guard let line = try Self.line(bytes, from: position, limit: room) else { return position }
                position = line.upperBound + 2
                trailerBytes += line.count + 2
                if line.isEmpty { state = .done } else { try Self.checkTrailer(bytes[line]) }
            case .done: break
            }
        }
        return position
    }

    /// The next line without its CRLF, or `nil` while it isn't whole.
    private static func line(
        _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, limit: Int
    ) throws(HTTPRefusal) -> Range<Int>? {
        let visible = min(bytes.count - start, limit)
        guard visible > 0, let base = bytes.baseAddress,
            let found = memchr(base + start, Int32(Bytes.lineFeed), visible)
        else {
            guard bytes.count - start < limit else { throw .malformedChunk }
            return nil
        }
        let end = UnsafeRawPointer(found) - UnsafeRawPointer(base) - 1
        guard end >= start, bytes[end] == Bytes.carriageReturn else { throw .malformedChunk }
        return start..<end
    }

    /// At most eight hexadecimal digits, then nothing or an extension.
    private static func size(_ line: Slice<UnsafeBufferPointer<UInt8>>) throws(HTTPRefusal) -> Int {
        var size = 0, position = line.startIndex
        while position < line.endIndex, let digit = Bytes.hexValue(line[position]) {
            guard position - line.startIndex < 8 else { throw .malformedChunk }
            size = size * 16 + digit
            position += 1
        }
        guard position > line.startIndex else { throw .malformedChunk }
        guard position < line.endIndex else { return size }
        while position < line.endIndex, Bytes.isBlank(line[position]) { position += 1 }
        guard position < line.endIndex, line[position] == 0x3B, line[position...].allSatisfy(Bytes.isFieldValue) else {
            throw .malformedChunk
        }
        return size
    }

    private static func checkTrailer(_ line: Slice<UnsafeBufferPointer<UInt8>>) throws(HTTPRefusal) {
        guard let colon = line.firstIndex(of: Bytes.colon), colon > line.startIndex,
            line[..<colon].allSatisfy(Bytes.isToken), line[colon...].allSatisfy(Bytes.isFieldValue)
        else { throw .malformedChunk }
    }
}
