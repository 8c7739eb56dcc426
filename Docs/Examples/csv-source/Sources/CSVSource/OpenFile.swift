import Glibc

/// A regular file, opened once: what is looked at is what is read, be it behind a link or replaced meanwhile.
struct OpenFile: ~Copyable {
    /// Differs when the file is another one or was written to.
    struct Stamp: Equatable {
        let device: UInt
        let file: UInt
        let size: Int
        let seconds: Int
        let nanoseconds: Int
        let isOpenToOthers: Bool
    }

    let stamp: Stamp
    private let descriptor: Int32

    /// `nil` for what can't be opened or is no regular file; a pipe is not waited for.
    init?(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        guard let stamp = Self.stamp(of: descriptor) else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
        self.stamp = stamp
    }

    deinit { close(descriptor) }

    /// - Returns: `nil` when the file can't be read, or was written to meanwhile: half of it would be read then.
    func contents() -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: stamp.size), count = 0
        while count < stamp.size {
            let more = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + count, stamp.size - count) }
            if more < 0, errno == EINTR { continue }
            guard more > 0 else { return nil }
            count += more
        }
        return Self.stamp(of: descriptor) == stamp ? bytes : nil
    }

    private static func stamp(of descriptor: Int32) -> Stamp? {
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
        return Stamp(
            device: UInt(facts.st_dev), file: UInt(facts.st_ino), size: facts.st_size, seconds: facts.st_mtim.tv_sec,
            nanoseconds: facts.st_mtim.tv_nsec, isOpenToOthers: facts.st_mode & 0o077 != 0)
    }
}
