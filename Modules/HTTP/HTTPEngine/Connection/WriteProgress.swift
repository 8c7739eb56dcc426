import Glibc

/// Measures what the client really takes of an answer. Room in the kernel's buffer comes in lumps of hundreds of
/// kilobytes, so what counts are acknowledged bytes: those written less those still in the socket's send queue.
struct WriteProgress {
    private var written = 0
    private var queuedAtStart = 0

    mutating func startWindow(on descriptor: Int32) {
        written = 0
        queuedAtStart = Self.queued(on: descriptor)
    }

    mutating func note(written count: Int) { written += count }

    /// Bytes acknowledged since the window began.
    func acknowledged(on descriptor: Int32) -> Int { written + queuedAtStart - Self.queued(on: descriptor) }

    private static func queued(on descriptor: Int32) -> Int {
        var count: Int32 = 0
        // SIOCOUTQ is TIOCOUTQ by another name.
        return ioctl(descriptor, UInt(TIOCOUTQ), &count) == 0 ? Int(count) : 0
    }
}
