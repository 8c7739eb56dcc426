import Cryptography
package import IdentityCore

/// SHA-256 from record to record, and HMAC-SHA-256 under the master keys of the ring over the end.
package struct AuditChainKeys: AuditChaining {
    private let keys: any MasterKeySource

    package init(_ keys: any MasterKeySource) { self.keys = keys }

    package func digest(of bytes: [UInt8]) -> [UInt8] { SHA256.digest(bytes) }

    /// Under the latest key: what a rotation is about to remove seals nothing more.
    package func link(_ message: (_ keyID: String) -> [UInt8]) -> AuditLink {
        let key = keys.latest().current
        return AuditLink(keyID: key.id.rawValue, hash: key.audit.code(for: message(key.id.rawValue)))
    }

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
