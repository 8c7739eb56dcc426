package import FoundationEssentials

/// A key that signs tokens, or has signed some that are still about.
package struct SigningKey: Hashable, Sendable, Identifiable {
    package enum State: String, Hashable, Sendable, CaseIterable {
        /// Signs. There is at most one.
        case current
        /// Signs no more; what it has signed is good until a moment.
        case verifying
        /// What it has signed is no longer good.
        case retired
    }

    package let id: SigningKeyID
    package let algorithm: SigningAlgorithm
    /// The half that everybody may have, in DER (SubjectPublicKeyInfo, RFC 5280 section 4.1.2.7).
    package let publicKey: [UInt8]
    /// The half that signs, bound to `SealBinding.signingKey`. Only the current key has it: what is not there can't leak.
    package private(set) var sealed: SealedSecret?
    package let createdAt: Date
    /// Until when that which it has signed is good; `nil` for the current key.
    package private(set) var verifiesUntil: Date?

    /// A key as it is made or, with `verifiesUntil` in the place of `sealed`, as it stands in the store later.
    package init(
        id: SigningKeyID, algorithm: SigningAlgorithm, publicKey: [UInt8], sealed: SealedSecret?, createdAt: Date,
        verifiesUntil: Date? = nil
    ) {
        self.id = id
        self.algorithm = algorithm
        self.publicKey = publicKey
        self.sealed = sealed
        self.createdAt = createdAt
        self.verifiesUntil = verifiesUntil
    }

    package func state(at moment: Date) -> State {
        guard let verifiesUntil else { return .current }
        return moment < verifiesUntil ? .verifying : .retired
    }

    /// The key with its signing half gone.
    package func verifying(until moment: Date) -> SigningKey {
        var key = self
        key.sealed = nil
        key.verifiesUntil = moment
        return key
    }

    /// The same key, sealed under another master key.
    package func resealed(_ sealed: SealedSecret) -> SigningKey {
        var key = self
        key.sealed = sealed
        return key
    }
}
