import Glibc

/// Held by one process at a time, and let go when it ends, however it ends. Leaves no file behind: the folder is locked.
struct FolderLock: ~Copyable {
    private let descriptor: Int32

    /// - Returns: `nil` when somebody else holds it.
    init?(_ folder: String) throws(StartProblem) {
        descriptor = Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .file("The folder \(folder) can't be opened: \(String(cString: strerror(errno))).")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            Glibc.close(descriptor)
            return nil
        }
    }

    deinit { Glibc.close(descriptor) }
}
