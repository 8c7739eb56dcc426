package import IdentityCore
import Threading

/// A hasher that costs nothing and counts what it is asked, so that equal work can be proved by numbers.
package final class PlainHasher: PasswordHasher {
    package struct Work: Hashable, Sendable {
        package var hashed = 0
        package var verified = 0
    }

    private let counted = Locked(Work())
    private let refusal: Locked<ServiceError?> = Locked(nil)

    package let width = 2

    package init() {}

    package var work: Work { counted.withLock { $0 } }

    /// From now on every call fails like this; `nil` ends it.
    package func fail(with error: ServiceError?) { refusal.withLock { $0 = error } }

    package func hash(_ password: Secret) async throws(ServiceError) -> PasswordHash {
        try refuseIfTold()
        counted.withLock { $0.hashed += 1 }
        return Self.hash(of: password)
    }

    package func verify(_ password: Secret, against hash: PasswordHash) async throws(ServiceError) -> PasswordVerdict {
        try refuseIfTold()
        counted.withLock { $0.verified += 1 }
        if hash == Self.hash(of: password) { return .match }
        return hash == Self.weakHash(of: password) ? .matchNeedsRehash : .mismatch
    }

    package func verifyNothing(_ password: Secret) async throws(ServiceError) {
        try refuseIfTold()
        counted.withLock { $0.verified += 1 }
    }

    package func accepts(_ hash: PasswordHash) -> Bool {
        hash.encoded.hasPrefix("plain$") || hash.encoded.hasPrefix("weak$")
    }

    package static func hash(of password: Secret) -> PasswordHash {
        password.reveal { PasswordHash(encoded: "plain$\($0)") }
    }

    /// A hash that is right and asks to be made anew.
    package static func weakHash(of password: Secret) -> PasswordHash {
        password.reveal { PasswordHash(encoded: "weak$\($0)") }
    }

    private func refuseIfTold() throws(ServiceError) {
        if let error = refusal.withLock({ $0 }) { throw error }
    }
}
