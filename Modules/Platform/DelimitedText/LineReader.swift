/// Reads a text line by line, without the line ends. Empty lines are passed over.
package struct LineReader<Failure: Error> {
    package struct Line: Sendable, Hashable {
        /// Counted from 1.
        package let number: Int
        /// `nil` when it has more bytes than the limit; the rest of it is passed over.
        package let bytes: [UInt8]?
    }

    private let limit: Int
    private var buffer: ChunkBuffer<Failure>
    private var number = 0

    /// - Parameter limit: in bytes, of one line.
    package init(limit: Int = 262_144, _ source: @escaping ChunkSource<Failure>) {
        self.limit = limit
        buffer = ChunkBuffer(source)
    }

    /// - Returns: `nil` after the last line.
    package mutating func next() throws(Failure) -> Line? {
        var isTooLong = false
        while true {
            let rest = buffer.bytes[buffer.start...]
            if let end = rest.firstIndex(of: UInt8(ascii: "\n"))
                ?? (buffer.isAtEnd && !rest.isEmpty ? rest.endIndex : nil)
            {
                var line = rest[..<end]
                if line.last == UInt8(ascii: "\r") { line.removeLast() }
                buffer.use(min(end + 1, rest.endIndex) - rest.startIndex)
                number += 1
                if isTooLong || line.count > limit { return Line(number: number, bytes: nil) }
                if !line.isEmpty { return Line(number: number, bytes: Array(line)) }
                continue
            }
            guard !buffer.isAtEnd else {
                return isTooLong ? Line(number: number + 1, bytes: nil) : nil
            }
            if rest.count > limit {
                isTooLong = true
                buffer.use(rest.count)
            }
            try buffer.refill()
        }
    }
}
