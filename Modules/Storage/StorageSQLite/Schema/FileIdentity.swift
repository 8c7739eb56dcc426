import Glibc

/// Which file stands at a path: a name may come to mean another file while somebody has the earlier one open.
struct FileIdentity: Hashable, Sendable {
    private let device: UInt
    private let inode: UInt

    /// `nil` when there is none, or none that can be asked about.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        (device, inode) = (status.st_dev, status.st_ino)
    }
}
