import FoundationEssentials
import Glibc

/// A file without a name.
final class Scratch {
    let descriptor: Int32

    init(_ bytes: [UInt8]) throws {
        let folder = FileManager.default.temporaryDirectory.path
        var name = Array("\(folder)/gatehouse-scratch-XXXXXX".utf8CString)
        descriptor = mkstemp(&name)
        guard descriptor >= 0, fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else {
            throw Program.Failure(description: "no temporary file")
        }
        unlink(name)
        guard write(descriptor, bytes, bytes.count) == bytes.count, lseek(descriptor, 0, SEEK_SET) == 0 else {
            throw Program.Failure(description: "the temporary file can't be written")
        }
    }

    deinit { close(descriptor) }

    var contents: [UInt8] {
        lseek(descriptor, 0, SEEK_SET)
        var bytes: [UInt8] = [], buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = read(descriptor, &buffer, buffer.count), count > 0 { bytes += buffer.prefix(count) }
        return bytes
    }

    var text: String { String(decoding: contents, as: UTF8.self) }
}
