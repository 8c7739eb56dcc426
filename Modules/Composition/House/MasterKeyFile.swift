import FoundationEssentials
import Glibc
import IdentityCore
import OpaqueTokens

/// The master key on disk: one line of text that only its owner may read.
enum MasterKeyFile {
    static func load(_ path: String) throws(StartProblem) -> MasterKey {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .masterKey("The master key \(path) can't be read. Without it nobody can sign in; restore it.")
        }
        guard let key = MasterKey(fileContents: Secret(String(decoding: data, as: UTF8.self))) else {
            throw .masterKey("\(path) does not hold a master key: one line of 64 hexadecimal digits was expected.")
        }
        guard let mode = mode(of: path), mode & 0o077 == 0 else {
            throw .masterKey("Others may read the master key. Mend it with: chmod 600 \(path)")
        }
        return key
    }

    private static func mode(of path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode : nil
    }
}
