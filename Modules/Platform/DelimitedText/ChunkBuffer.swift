/// Hands out the next bytes of a text; an empty array at the end.
package typealias ChunkSource<Failure: Error> = () throws(Failure) -> [UInt8]

/// What has been read of a stream and not used yet. Holds one record and one chunk at most.
struct ChunkBuffer<Failure: Error> {
    private let source: ChunkSource<Failure>
    private(set) var bytes: [UInt8] = []
    /// Where the unused bytes begin.
    private(set) var start = 0
    private(set) var isAtEnd = false
    private var isFirst = true

    init(_ source: @escaping ChunkSource<Failure>) { self.source = source }

    var isEmpty: Bool { start == bytes.count }
    var count: Int { bytes.count - start }

    mutating func use(_ count: Int) { start += count }

    /// Adds the next chunk; a byte order mark at the very beginning is dropped (Unicode Standard section 23.8).
    mutating func refill() throws(Failure) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        repeat {
            let chunk = try source()
            isAtEnd = chunk.isEmpty
            bytes.removeSubrange(..<start)
            start = 0
            bytes += chunk
        } while isFirst && !isAtEnd && bytes.count < mark.count
        if isFirst, bytes.starts(with: mark) { start = mark.count }
        isFirst = false
    }
}
