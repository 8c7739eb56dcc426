/// Reads comma-separated values (RFC 4180) record by record: quotes, line ends within them, CRLF or LF, and a byte order
/// mark. Empty lines are passed over. A record that is not as it should be is a fault of its own, and reading goes on at
/// the next line.
package struct DelimitedReader<Failure: Error> {
    private let limit: Int
    private var buffer: ChunkBuffer<Failure>
    private var line = 1
    private var isLost = false

    /// - Parameter limit: in bytes, of one record.
    package init(limit: Int = 262_144, _ source: @escaping ChunkSource<Failure>) {
        self.limit = limit
        buffer = ChunkBuffer(source)
    }

    /// - Returns: `nil` after the last record, and after one that was too long.
    package mutating func next() throws(Failure) -> DelimitedRecord? {
        while !isLost {
            let scanned =
                buffer.isEmpty ? nil : DelimitedScan(buffer.bytes, from: buffer.start, isWhole: buffer.isAtEnd)
            guard let scanned else {
                if buffer.isAtEnd, buffer.isEmpty { return nil }
                guard buffer.count <= limit else { return tooLong() }
                try buffer.refill()
                continue
            }
            guard scanned.length <= limit else { return tooLong() }
            let record = DelimitedRecord(line: line, cells: scanned.cells)
            buffer.use(scanned.length)
            line += scanned.lineEnds
            if !scanned.isBlank { return record }
        }
        return nil
    }

    private mutating func tooLong() -> DelimitedRecord {
        isLost = true
        return DelimitedRecord(line: line, cells: .failure(.tooLong(limit: limit)))
    }
}
