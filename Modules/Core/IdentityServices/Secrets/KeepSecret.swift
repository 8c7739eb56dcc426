package import IdentityCore

/// A secret to be kept for a user.
package struct KeepSecret: Sendable {
    package var purpose: SealBinding.Purpose
    package var name: String
    package var secret: Secret
    /// JSON that is no secret, for example the user name beside a password.
    package var detail: String?

    package init(purpose: SealBinding.Purpose = .userSecret, name: String, secret: Secret, detail: String? = nil) {
        self.purpose = purpose
        self.name = name
        self.secret = secret
        self.detail = detail
    }
}

/// Whose secrets are meant.
package enum SecretOwner: Sendable {
    case caller
    case user(UserSelector)
}

/// A secret in clear, on its way to its owner.
package struct RevealedSecret: Sendable {
    package let item: SealedItem
    package let secret: Secret
}

extension SealBinding.Purpose {
    package var kind: EntityKind {
        switch self {
        case .userSecret: .secret
        case .connectionCredential: .credential
        case .clientSecret: .client
        case .signingKey: .signingKey
        }
    }
}

/// What is accepted from outside.
enum SecretRules {
    /// Of a secret, in UTF-8.
    static let maximumBytes = 65_536
    /// Of the key of a connection, in UTF-8: often its whole address.
    static let maximumKeyBytes = 1_024

    static func check(_ command: KeepSecret, using text: any TextNormalizing) throws(ServiceError) {
        var problems: [FieldProblem] = []
        if let problem = problem(in: command.name, of: command.purpose, using: text) { problems.append(problem) }
        let bytes = command.secret.reveal { $0.utf8.count }
        if !(1...maximumBytes).contains(bytes) {
            problems.append(FieldProblem("value", .outOfRange, "A secret has from one to \(maximumBytes) bytes."))
        }
        if let detail = command.detail, detail.utf8.count > Document.maximumBytes {
            problems.append(
                FieldProblem("detail", .outOfRange, "The detail has at most \(Document.maximumBytes) bytes."))
        }
        guard problems.isEmpty else { throw .invalidInput(problems) }
    }

    private static func problem(
        in name: String, of purpose: SealBinding.Purpose, using text: any TextNormalizing
    ) -> FieldProblem? {
        switch purpose {
        case .userSecret: return NameRules.problem(inName: name, field: "name", using: text)
        case .connectionCredential:
            // The dialects' clients choose the key, so it is no name for people and may hold nearly everything.
            guard (1...maximumKeyBytes).contains(name.utf8.count) else {
                return FieldProblem("name", .outOfRange, "name has from one to \(maximumKeyBytes) bytes.")
            }
            guard !name.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
                return FieldProblem("name", .malformed, "name contains a control character, which is not allowed.")
            }
            return nil
        case .clientSecret: return FieldProblem("purpose", .unknown, "The secret of a client is kept with the client.")
        case .signingKey: return FieldProblem("purpose", .unknown, "A signing key is kept by no user.")
        }
    }
}
