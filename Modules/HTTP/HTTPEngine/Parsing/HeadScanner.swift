import Glibc

/// Finds the end of a head as bytes come in, looking at each byte once, and refuses at once what can't become a head.
struct HeadScanner: Sendable {
    private var scanned = 0
    private var lineStart = 0

    /// - Parameter bytes: everything received since the start of the head; longer at each call.
    /// - Returns: the length of the head with its blank line, or `nil` while it isn't whole.
    mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, limits: HTTPLimits) throws(HTTPRefusal) -> Int? {
        guard let base = bytes.baseAddress, !bytes.isEmpty else { return nil }
        // A TLS greeting on a plain port ends here instead of waiting for the deadline.
        guard Bytes.isToken(base[0]) else { throw .malformedRequestLine }
        let visible = min(bytes.count, limits.headBytes)
        while scanned < visible, let found = memchr(base + scanned, Int32(Bytes.lineFeed), visible - scanned) {
            let end = UnsafeRawPointer(found) - UnsafeRawPointer(base)
            guard end > lineStart, base[end - 1] == Bytes.carriageReturn else { throw .bareLineFeed }
            let isBlank = end - 1 == lineStart
            scanned = end + 1
            lineStart = end + 1
            if isBlank {
                let length = scanned
                self = HeadScanner()
                return length
            }
        }
        scanned = visible
        guard bytes.count < limits.headBytes else {
            // No line has ended yet: it is the target that doesn't.
            throw lineStart == 0 ? .targetTooLong : .headTooLarge
        }
        return nil
    }
}
