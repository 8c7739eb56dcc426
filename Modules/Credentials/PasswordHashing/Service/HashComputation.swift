import Cryptography
import IdentityCore
import Threading

/// The work itself, on the calling thread.
struct HashComputation: Sendable {
    let parameters: Argon2Parameters
    let random: any RandomSource
    /// How many times a slow function was computed.
    let derivations = Locked(0)

    /// What `verifyNothing` compares with. Nobody knows a password for it.
    private let nothing: Argon2Hash

    init(parameters: Argon2Parameters, random: any RandomSource) {
        self.parameters = parameters
        self.random = random
        nothing = Argon2Hash(
            parameters: parameters, salt: [UInt8](repeating: 0, count: Argon2Hash.saltBytes),
            tag: [UInt8](repeating: 0, count: Argon2Hash.tagBytes))
    }

    func hash(_ password: borrowing PasswordBytes) throws -> PasswordHash {
        let salt = random.bytes(Argon2Hash.saltBytes)
        countDerivation()
        let tag = try Argon2id.tag(of: password, salt: salt, cost: parameters.cost, length: Argon2Hash.tagBytes)
        return PasswordHash(encoded: Argon2Hash(parameters: parameters, salt: salt, tag: tag).encoded)
    }

    func verify(_ password: borrowing PasswordBytes, against hash: PasswordHash) throws -> PasswordVerdict {
        switch StoredHash(hash.encoded) {
        case .argon2id(let stored):
            countDerivation()
            guard try stored.matches(password) else { return .mismatch }
            return stored.isWeaker(than: parameters) ? .matchNeedsRehash : .match
        case .bcrypt(let stored) where !BcryptHash.cuts(password):
            countDerivation()
            return stored.matches(password) ? .matchNeedsRehash : .mismatch
        case .pbkdf2(let stored):
            countDerivation()
            return stored.matches(password) ? .matchNeedsRehash : .mismatch
        case .bcrypt, nil:
            try verifyNothing(password)
            return .mismatch
        }
    }

    func verifyNothing(_ password: borrowing PasswordBytes) throws {
        countDerivation()
        _ = try nothing.matches(password)
    }

    private func countDerivation() { derivations.withLock { $0 += 1 } }
}
