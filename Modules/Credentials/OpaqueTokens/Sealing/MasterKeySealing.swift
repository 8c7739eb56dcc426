import Cryptography
import FoundationEssentials
package import IdentityCore

/// Seals with AES-256-GCM under a key derived from the current master key; opens with the one that the value names.
package struct MasterKeySealing: Sealing {
    private let keys: any MasterKeySource
    private let random: any RandomSource
    private let ids: any IDGenerator
    private let report: @Sendable (_ incident: String, _ cause: String) -> Void

    /// - Parameters:
    ///   - ids: numbers the incidents.
    ///   - report: called with the incident and its cause, free of secrets, when a value does not open. Must return at
    ///     once.
    package init(
        keys: any MasterKeySource, random: any RandomSource, ids: any IDGenerator,
        report: @escaping @Sendable (_ incident: String, _ cause: String) -> Void
    ) {
        self.keys = keys
        self.random = random
        self.ids = ids
        self.report = report
    }

    package var currentKey: SealingKeyID { keys.latest().current.id }

    package func seal(_ secret: Secret, for binding: SealBinding) throws(ServiceError) -> SealedSecret {
        let key = keys.latest().current
        let nonce = random.bytes(AES256GCM.nonceBytes)
        var plain = secret.reveal { Array($0.utf8) }
        defer { plain.wipe() }
        let box = key.sealing.seal(plain, nonce: nonce, associated: binding.associatedBytes)
        return SealedSecret(key: key.id, nonce: nonce, box: box)
    }

    package func open(_ sealed: SealedSecret, for binding: SealBinding) throws(ServiceError) -> Secret {
        guard let key = keys.recent()[sealed.key] ?? keys.latest()[sealed.key] else {
            throw incident(
                """
                \(binding.named) is sealed under the master key \
                \(sealed.key), which is not in the key file. Put the line of that key back from a backup of the file, \
                behind the first line; without it the value is lost and has to be set anew.
                """)
        }
        guard var plain = key.sealing.open(sealed.box, nonce: sealed.nonce, associated: binding.associatedBytes)
        else {
            throw incident(
                """
                \(binding.named) does not open: it was changed in the \
                database, or moved there from another user, name or purpose. It has to be set anew.
                """)
        }
        defer { plain.wipe() }
        return Secret(String(decoding: plain, as: UTF8.self))
    }

    private func incident(_ cause: String) -> ServiceError {
        let incident = ids.uuid().uuidString.lowercased()
        report(incident, cause)
        return .internalFailure(incident: incident)
    }
}

extension SealBinding {
    /// For whoever can mend it.
    fileprivate var named: String {
        switch purpose {
        case .userSecret, .connectionCredential: "A \(purpose.rawValue) of the user \(user)"
        case .clientSecret: "The secret of the client with the key \(user)"
        case .signingKey: "The signing key \(name)"
        }
    }

    /// Each part behind its length in eight bytes, so that no two bindings give the same bytes.
    var associatedBytes: [UInt8] {
        [purpose.rawValue, user.description, name].flatMap { part in
            (0..<8).reversed().map { UInt8(truncatingIfNeeded: part.utf8.count >> ($0 * 8)) } + Array(part.utf8)
        }
    }
}
