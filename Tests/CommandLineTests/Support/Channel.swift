import Glibc

/// What a child writes and the test reads while both are under way.
final class Channel {
    /// Handed to the child, then closed here, so that the end of the child is the end of the channel.
    let writing: Int32
    private let reading: Int32

    init() {
        var ends: [Int32] = [0, 0]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        precondition(socketpair(AF_UNIX, kind, 0, &ends) == 0, "no socket pair")
        reading = ends[0]
        writing = ends[1]
    }

    deinit { close(reading) }

    /// Waits until what was written since the last call ends in `mark`, or the child has ended.
    func read(until mark: String) -> String {
        let mark = Array(mark.utf8)
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while !bytes.suffix(mark.count).elementsEqual(mark), Glibc.read(reading, &byte, 1) == 1 { bytes.append(byte) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
