/// Makes and checks password hashes on a bounded pool of its own threads.
public protocol PasswordHasher: Sendable {
    /// How many hashes are computed at once: whoever has many to make offers no more than so many at a time.
    var width: Int { get }
    /// - Throws: `limited` when the queue is full.
    func hash(_ password: Secret) async throws(ServiceError) -> PasswordHash
    /// - Throws: `limited` when the queue is full. A malformed or unknown hash is a `mismatch`, after the usual work.
    func verify(_ password: Secret, against hash: PasswordHash) async throws(ServiceError) -> PasswordVerdict
    /// Does the work of `verify` against a hash that nothing matches, so that an account without a password can't be
    /// told from one with a wrong password.
    func verifyNothing(_ password: Secret) async throws(ServiceError)
    /// Whether the text has the form of a hash this hasher can check, within its cost limits. Used for imports.
    func accepts(_ hash: PasswordHash) -> Bool
}

public enum PasswordVerdict: Sendable {
    case match
    /// Right, but made with another scheme or weaker parameters than today's: hash it anew.
    case matchNeedsRehash
    case mismatch
}
