import Glibc

/// Makes a file that was not there: whole, on the disk, or not at all.
enum NewFile {
    /// One that appears meanwhile is never overwritten.
    static func write(_ text: String, to path: String, mode: mode_t) throws(StartProblem) {
        // A part of the text never stands under the name: a start that breaks off leaves nothing to stumble over.
        let draft = "\(path).draft-\(getpid())"
        unlink(draft)
        let descriptor = Glibc.open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw problem("made", path) }
        defer {
            Glibc.close(descriptor)
            unlink(draft)
        }
        let bytes = Array(text.utf8)
        guard Glibc.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0,
            link(draft, path) == 0
        else { throw problem("written", path) }
        try syncFolder(of: path)
    }

    static func syncFolder(of path: String) throws(StartProblem) {
        let descriptor = Glibc.open(ConfigurationFile.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw problem("written", path) }
        defer { Glibc.close(descriptor) }
        guard fsync(descriptor) == 0 else { throw problem("written", path) }
    }

    static func problem(_ verb: String, _ path: String) -> StartProblem {
        .file("\(path) can't be \(verb): \(String(cString: strerror(errno))).")
    }
}
