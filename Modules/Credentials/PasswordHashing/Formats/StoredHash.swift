/// A hash on file whose form is known and whose cost is within the limits.
enum StoredHash: Sendable {
    case argon2id(Argon2Hash)
    case bcrypt(BcryptHash)
    case pbkdf2(PBKDF2Hash)

    /// No form that is accepted comes near this.
    private static let maximumBytes = 512

    /// - Returns: `nil` for everything else; nothing is computed.
    init?(_ text: String) {
        guard text.utf8.count <= Self.maximumBytes, text.hasPrefix("$") else { return nil }
        let fields = text.dropFirst().split(separator: "$", omittingEmptySubsequences: false)
        if let hash = Argon2Hash(fields) {
            self = .argon2id(hash)
        } else if let hash = BcryptHash(fields) {
            self = .bcrypt(hash)
        } else if let hash = PBKDF2Hash(fields) {
            self = .pbkdf2(hash)
        } else {
            return nil
        }
    }
}
