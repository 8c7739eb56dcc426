import Glibc
import Threading

/// Both ends of a pipe of the kernel, closed with it.
final class Pipe: Sendable {
    let writer: Int32
    private let reader: Int32
    private let readerIsOpen = Locked(true)

    init() {
        var ends: [Int32] = [0, 0]
        let result = pipe(&ends)
        precondition(result == 0, "no pipe")
        (reader, writer) = (ends[0], ends[1])
    }

    func closeReader() {
        readerIsOpen.withLock { isOpen in
            if isOpen { close(reader) }
            isOpen = false
        }
    }

    /// What can be read now, without waiting.
    func readRest() -> String { read(timeout: 0) }

    /// Waits for something to read, at most ten seconds, and takes what is there.
    func read() -> String { read(timeout: 10_000) }

    private func read(timeout: Int32) -> String {
        var request = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, timeout) == 1 else { return "" }
        var bytes = [UInt8](repeating: 0, count: 1_048_576)
        let count = Glibc.read(reader, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    /// Reads until `text` has been seen at the end of a line, or nothing comes for ten seconds.
    func read(until text: String) -> String {
        var all = ""
        while !all.contains(text) || !all.hasSuffix("\n") {
            let part = read()
            if part.isEmpty { break }
            all += part
        }
        return all
    }

    deinit {
        closeReader()
        close(writer)
    }
}
