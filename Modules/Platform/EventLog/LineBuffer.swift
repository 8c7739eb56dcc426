/// The lines that wait for the flusher, and the count of those that found no room.
struct LineBuffer: Sendable {
    /// Whom a new line wakes.
    enum Wake: Sendable {
        case nobody
        /// The flusher sleeps without a time limit: it may take its time now.
        case idleFlusher
        /// The line, or the amount, doesn't bear waiting.
        case flusherAtOnce
    }

    /// What the flusher takes in one go.
    struct Batch: Sendable {
        var bytes: [UInt8]
        var dropped: Int
        var isLast: Bool
    }

    private var bytes: [UInt8] = []
    private var dropped = 0
    private var flusherIsIdle = true
    private var hurrySent = false
    private(set) var isOpen = true
    /// Lines lost since the start.
    private(set) var droppedInAll = 0
    private let limit: Int
    private let hurryAt: Int

    init(limit: Int, hurryAt: Int) {
        self.limit = limit
        self.hurryAt = hurryAt
    }

    mutating func add(_ line: [UInt8], urgent: Bool) -> Wake {
        guard isOpen, bytes.count + line.count <= limit else {
            drop(1)
            return .nobody
        }
        bytes.append(contentsOf: line)
        if urgent || bytes.count >= hurryAt, !hurrySent {
            hurrySent = true
            flusherIsIdle = false
            return .flusherAtOnce
        }
        guard flusherIsIdle else { return .nobody }
        flusherIsIdle = false
        return .idleFlusher
    }

    mutating func drop(_ lines: Int) {
        dropped += lines
        droppedInAll += lines
    }

    /// - Returns: what to write; empty when there is nothing, and then the next line wakes the flusher.
    mutating func take() -> Batch {
        let batch = Batch(bytes: bytes, dropped: dropped, isLast: !isOpen)
        bytes = []
        dropped = 0
        hurrySent = false
        if batch.bytes.isEmpty { flusherIsIdle = true }
        return batch
    }

    /// - Returns: false when it was closed before.
    mutating func close() -> Bool {
        defer { isOpen = false }
        return isOpen
    }
}
