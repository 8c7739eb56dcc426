import Glibc
import IdentityCore
package import OpaqueTokens

/// The master keys on disk: a line of text for each, the current one first, that only the owner may read.
package struct MasterKeyFile: Sendable {
    package let path: String

    package init(_ path: String) { self.path = path }

    package func load() throws(StartProblem) -> MasterKeyRing {
        guard let contents = SecretFile.contents(of: path) else {
            throw .masterKey("The master key \(path) can't be read. Without it nobody can sign in; restore it.")
        }
        guard let ring = MasterKeyRing(fileContents: contents) else {
            throw .masterKey(
                """
                \(path) does not hold a master key: one line of 64 hexadecimal digits was expected, and at most \
                \(MasterKeyRing.limit) such lines, each with another key.
                """)
        }
        guard SecretFile.isItsOwnersOnly(path) else {
            throw .masterKey("Others may read the master key. Mend it with: chmod 600 \(path)")
        }
        return ring
    }

    /// Puts another ring into the place of the one on disk: whole, on the disk, or not at all. Only for whoever holds
    /// the lock.
    package func replace(with ring: MasterKeyRing) throws(StartProblem) {
        try ring.fileContents.reveal { text throws(StartProblem) in try ReplacedFile.write(text, to: path, mode: 0o600)
        }
    }

    /// - Returns: `nil` when another rotation is under way.
    func lock() throws(StartProblem) -> FolderLock? {
        try FolderLock(ConfigurationFile.folder(of: try ReplacedFile.target(of: path)))
    }

    /// Another one whenever the file may have another content or another mode; `nil` when there is none to see.
    var stamp: FileStamp? { status.map(FileStamp.init) }

    private var status: stat? {
        var status = stat()
        return stat(path, &status) == 0 ? status : nil
    }
}

/// What tells one state of a file from another without reading it.
struct FileStamp: Hashable, Sendable {
    private let device: UInt64
    private let node: UInt64
    private let size: Int64
    /// Also moves with the mode, and can't be set back by a program.
    private let changed: [Int]

    init(_ status: stat) {
        device = UInt64(status.st_dev)
        node = UInt64(status.st_ino)
        size = Int64(status.st_size)
        changed = [status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
    }
}
