import Cryptography
package import IdentityCore

/// Codes that chain audit records, under the master keys of the ring.
package struct AuditChainKeys: AuditChaining {
    private let keys: any MasterKeySource

    package init(_ keys: any MasterKeySource) { self.keys = keys }

    package var currentKeyID: String { keys.recent().current.id.rawValue }

    package func code(for bytes: [UInt8]) -> [UInt8] { keys.recent().current.audit.code(for: bytes) }

    package func verify(_ code: [UInt8], for bytes: [UInt8], keyID: String) -> Bool {
        guard let key = key(keyID) else { return false }
        return ConstantTime.areEqual(code, key.audit.code(for: bytes))
    }

    package func knows(keyID: String) -> Bool { key(keyID) != nil }

    private func key(_ id: String) -> MasterKey? {
        let id = SealingKeyID(rawValue: id)
        return keys.recent()[id] ?? keys.latest()[id]
    }
}
