import FoundationEssentials
import Glibc
import IdentityCore

/// A file that holds one secret.
enum SecretFile {
    /// - Returns: `nil` when it can't be read.
    static func contents(of path: String) -> Secret? {
        FileManager.default.contents(atPath: path).map { Secret(String(decoding: $0, as: UTF8.self)) }
    }

    /// Whether nobody but the owner may read it.
    static func isItsOwnersOnly(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & 0o077 == 0
    }
}
