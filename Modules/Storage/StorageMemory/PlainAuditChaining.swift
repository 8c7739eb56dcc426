package import IdentityCore

/// Chains records without a key, by a checksum (FNV-1a, 64 bits): shows that the chain is kept, and keeps nobody from
/// forging it. For a store that lives in memory.
package struct PlainAuditChaining: AuditChaining {
    private static let keyID = "none"

    package init() {}

    package func link(_ message: (_ keyID: String) -> [UInt8]) -> AuditLink {
        AuditLink(keyID: Self.keyID, hash: code(for: message(Self.keyID)))
    }

    package func digest(of bytes: [UInt8]) -> [UInt8] { code(for: bytes) }

    private func code(for bytes: [UInt8]) -> [UInt8] {
        let sum = bytes.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: sum >> $0) }
    }

    package func verify(_ code: [UInt8], for bytes: [UInt8], keyID: String) -> Bool {
        knows(keyID: keyID) && code == self.code(for: bytes)
    }

    package func knows(keyID: String) -> Bool { keyID == Self.keyID }
}
