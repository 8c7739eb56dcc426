import IdentityCore
import OpaqueTokens

/// The master key on disk: one line of text that only its owner may read.
enum MasterKeyFile {
    static func load(_ path: String) throws(StartProblem) -> MasterKey {
        guard let contents = SecretFile.contents(of: path) else {
            throw .masterKey("The master key \(path) can't be read. Without it nobody can sign in; restore it.")
        }
        guard let key = MasterKey(fileContents: contents) else {
            throw .masterKey("\(path) does not hold a master key: one line of 64 hexadecimal digits was expected.")
        }
        guard SecretFile.isItsOwnersOnly(path) else {
            throw .masterKey("Others may read the master key. Mend it with: chmod 600 \(path)")
        }
        return key
    }
}
