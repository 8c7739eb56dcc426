import Glibc
import SQLiteKit
import Testing

/// Faults that a disk or a person can cause.
enum Damage {
    /// Overwrites the first page of the users' table, as a failing disk would.
    /// - Returns: what stood there.
    @discardableResult
    static func overwriteUsers(in path: String) throws -> [UInt8] {
        let (page, size) = try usersPage(in: path)
        let descriptor = Glibc.open(path, O_RDWR)
        defer { close(descriptor) }
        var original = [UInt8](repeating: 0, count: size)
        try #require(pread(descriptor, &original, size, (page - 1) * size) == size)
        let garbage = [UInt8](repeating: 0xA5, count: size)
        try #require(pwrite(descriptor, garbage, size, (page - 1) * size) == size)
        return original
    }

    static func mend(_ path: String, _ original: [UInt8], page: Int) throws {
        let descriptor = Glibc.open(path, O_RDWR)
        defer { close(descriptor) }
        try #require(pwrite(descriptor, original, original.count, (page - 1) * original.count) == original.count)
    }

    static func usersPage(in path: String) throws -> (page: Int, size: Int) {
        let connection = try SQLiteConnection(path: path, mode: .read, busyTimeout: .zero)
        let page = try connection.first(SQL("SELECT rootpage FROM sqlite_schema WHERE name = 'users'")) { $0.int(0) }
        let size = try connection.first(SQL("PRAGMA page_size")) { $0.int(0) }
        return (try #require(page), try #require(size))
    }

    /// Nobody may write the file: root by the immutable flag, because root is not bound by the mode.
    static func makeReadOnly(_ path: String) -> Bool {
        geteuid() == 0 ? run("chattr", "+i", path) : chmod(path, 0o400) == 0
    }

    @discardableResult
    static func makeWritable(_ path: String) -> Bool {
        geteuid() == 0 ? run("chattr", "-i", path) : chmod(path, 0o600) == 0
    }

    /// Whether this machine lets the test make files read-only.
    static let canMakeReadOnly: Bool = {
        let folder = TestFolder()
        let path = folder.path + "/file"
        close(Glibc.open(path, O_RDWR | O_CREAT, 0o600))
        defer { makeWritable(path) }
        return makeReadOnly(path) && access(path, W_OK) != 0
    }()

    static func mountSmallDisk(at path: String) -> Bool { run("mount", "-t", "tmpfs", "-o", "size=2m", "none", path) }
    static func unmount(_ path: String) { run("umount", "--lazy", path) }

    /// Whether this machine lets the test mount a file system.
    static let canMount: Bool = {
        let folder = TestFolder()
        guard mountSmallDisk(at: folder.path) else { return false }
        unmount(folder.path)
        return true
    }()

    @discardableResult
    private static func run(_ words: String...) -> Bool {
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var child = pid_t()
        guard posix_spawnp(&child, words[0], &actions, nil, &arguments, environ) == 0 else { return false }
        var status: Int32 = 0
        return waitpid(child, &status, 0) == child && status == 0
    }
}
