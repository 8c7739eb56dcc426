import Dispatch
import Glibc
import Threading

/// The structured log. A call formats its line and leaves it in a buffer, about a microsecond; a thread of the log's own
/// writes the buffer every 50 ms or at 32 KiB, and at once after a warning or an error.
///
/// Nobody waits for a slow reader: past `bufferLimit` lines are dropped, and a later line of the event `log.dropped`
/// says how many.
package final class EventLog: Sendable {
    private static let flushInterval = DispatchTimeInterval.milliseconds(50)
    private static let flushSize = 32 * 1_024

    private let minimum: EventLevel
    private let sink: LogSink
    private let now: @Sendable () -> Int64
    private let buffer: Locked<LineBuffer>
    private let work = DispatchSemaphore(value: 0)
    private let hurry = DispatchSemaphore(value: 0)
    private let finished = DispatchSemaphore(value: 0)

    /// - Parameters:
    ///   - descriptor: where lines go; it stays open, and belongs to the caller.
    ///   - minimum: events below it cost one comparison.
    ///   - bufferLimit: bytes that may wait for a slow reader.
    ///   - now: milliseconds since 1970-01-01T00:00:00Z.
    package init(
        to descriptor: Int32 = STDERR_FILENO, minimum: EventLevel = .info, bufferLimit: Int = 1_048_576,
        now: @escaping @Sendable () -> Int64 = EventLog.systemTime
    ) {
        self.minimum = minimum
        self.sink = LogSink(descriptor: descriptor)
        self.now = now
        buffer = Locked(LineBuffer(limit: bufferLimit, hurryAt: Self.flushSize))
        NamedThread.start("event-log") { [self] in flush() }
    }

    package func debug(_ event: StaticString, _ fields: EventField...) { record(.debug, event, fields) }
    package func info(_ event: StaticString, _ fields: EventField...) { record(.info, event, fields) }
    package func warning(_ event: StaticString, _ fields: EventField...) { record(.warning, event, fields) }
    package func error(_ event: StaticString, _ fields: EventField...) { record(.error, event, fields) }

    /// Leaves the line in the buffer; never waits and never fails.
    /// - Parameter event: what happened, as `noun.verb`: a constant, so that it can be counted and searched.
    package func record(_ level: EventLevel, _ event: StaticString, _ fields: [EventField]) {
        guard level >= minimum else { return }
        let line = EventLine(time: now(), level: level, event: event, fields: fields)
        switch buffer.withLock({ $0.add(line.bytes, urgent: level >= .warning) }) {
        case .nobody: break
        case .idleFlusher: work.signal()
        case .flusherAtOnce:
            work.signal()
            hurry.signal()
        }
    }

    /// Lines lost since the start, for metrics.
    package var droppedLines: Int { buffer.withLock { $0.droppedInAll } }

    /// Writes what waits and ends the thread. Later events are dropped.
    /// - Returns: false when the reader took longer than two seconds, and lines may be missing.
    @discardableResult
    package func close() -> Bool {
        guard buffer.withLock({ $0.close() }) else { return true }
        work.signal()
        hurry.signal()
        return finished.wait(timeout: .now() + .seconds(2)) == .success
    }

    /// The wall clock in milliseconds since 1970-01-01T00:00:00Z.
    package static func systemTime() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }

    private func flush() {
        LogSink.ignoreBrokenPipesInThisThread()
        while true {
            let batch = buffer.withLock { $0.take() }
            if !batch.bytes.isEmpty || batch.dropped > 0 { write(batch) }
            if batch.isLast { break }
            // Idle: sleep until the next line. Busy: gather for a while, or until a line that can't wait.
            if batch.bytes.isEmpty { work.wait() }
            _ = hurry.wait(timeout: .now() + Self.flushInterval)
        }
        finished.signal()
    }

    private func write(_ batch: LineBuffer.Batch) {
        var bytes = batch.bytes
        if batch.dropped > 0 {
            let note = EventLine(
                time: now(), level: .warning, event: "log.dropped", fields: [.int("lines", batch.dropped)])
            bytes.append(contentsOf: note.bytes)
        }
        let lost = sink.write(bytes)
        if lost > 0 { buffer.withLock { $0.drop(lost) } }
    }
}
