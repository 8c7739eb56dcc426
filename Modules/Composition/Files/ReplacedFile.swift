import Glibc

/// Puts a new content into the place of a file: whoever reads sees the old or the new one, and after a power cut it is
/// one of the two.
enum ReplacedFile {
    /// The new file belongs to whom the old one belonged to. One writer at a time.
    static func write(_ text: String, to path: String, mode: mode_t) throws(StartProblem) {
        let target = try target(of: path), draft = target + ".draft"
        var old = stat()
        guard stat(target, &old) == 0 else { throw NewFile.problem("found", path) }
        // Left behind by one that was killed.
        unlink(draft)
        let descriptor = Glibc.open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw NewFile.problem("replaced", path) }
        defer {
            Glibc.close(descriptor)
            unlink(draft)
        }
        let bytes = Array(text.utf8)
        // The server may run as somebody else than whoever gives the command, and has to read it.
        guard fchown(descriptor, old.st_uid, old.st_gid) == 0, fchmod(descriptor, mode) == 0,
            Glibc.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0,
            rename(draft, target) == 0
        else { throw NewFile.problem("replaced", path) }
        try NewFile.syncFolder(of: target)
    }

    /// What a link points to is replaced, not the link.
    static func target(of path: String) throws(StartProblem) -> String {
        guard let resolved = realpath(path, nil) else { throw NewFile.problem("found", path) }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
