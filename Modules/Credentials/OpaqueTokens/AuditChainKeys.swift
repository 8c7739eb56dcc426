import Cryptography
package import IdentityCore

/// Codes that chain audit records, under keys derived from the master keys. New records are chained with the current
/// key; the earlier ones are kept to check what was chained with them, so a master key leaves the ring only with the
/// records that it chained.
package struct AuditChainKeys: AuditChaining {
    private struct Key {
        let id: String
        let key: HMACKey

        init(_ masterKey: MasterKey) {
            key = masterKey.subkey("gatehouse audit chain v1")
            // 64 bits of what nobody can turn back: enough to tell the few keys of one installation apart.
            id = Hexadecimal.encode(Array(key.code(for: Array("key id".utf8)).prefix(8)))
        }
    }

    private let current: Key
    private let keys: [String: HMACKey]

    /// - Parameter earlier: master keys that records were chained with before.
    package init(current: MasterKey, earlier: [MasterKey] = []) {
        let key = Key(current)
        self.current = key
        keys = Dictionary(
            (earlier.map(Key.init) + [key]).map { ($0.id, $0.key) }, uniquingKeysWith: { first, _ in first })
    }

    package var currentKeyID: String { current.id }

    package func code(for bytes: [UInt8]) -> [UInt8] { current.key.code(for: bytes) }

    package func verify(_ code: [UInt8], for bytes: [UInt8], keyID: String) -> Bool {
        guard let key = keys[keyID] else { return false }
        return ConstantTime.areEqual(code, key.code(for: bytes))
    }

    package func knows(keyID: String) -> Bool { keys[keyID] != nil }
}
