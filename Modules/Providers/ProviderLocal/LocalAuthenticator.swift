import IdentityCore

/// Compares the password with the hash on file. Each path is one job of the hasher, so that nobody can tell by the
/// time which logins exist. Whether the account may be used is for the caller to judge, afterwards.
struct LocalAuthenticator: PasswordAuthenticator {
    let source: SourceID
    let hasher: any PasswordHasher

    func authenticate(_ attempt: PasswordAttempt) async throws(ServiceError) -> AuthenticationOutcome {
        // An account of another source is nobody here, even if a hash was left on file.
        guard let account = attempt.onFile, account.user.source == source else {
            try await hasher.verifyNothing(attempt.password)
            return .unknownSubject
        }
        // An imported hash could be one of the empty password.
        guard let credential = account.password, !attempt.password.isEmpty else {
            try await hasher.verifyNothing(attempt.password)
            return .rejected(.wrongPassword)
        }
        switch try await hasher.verify(attempt.password, against: credential.hash) {
        case .mismatch: return .rejected(.wrongPassword)
        case .match: return .verified(identity(of: account.user))
        case .matchNeedsRehash:
            return .verified(identity(of: account.user), rehashed: await newHash(of: attempt.password))
        }
    }

    /// The password was right: a queue that is full now only puts the new hash off to the next sign-in.
    private func newHash(of password: Secret) async -> PasswordHash? { try? await hasher.hash(password) }

    private func identity(of user: User) -> ExternalIdentity {
        ExternalIdentity(
            externalID: user.id.description, login: user.login.display, email: user.email?.display,
            displayName: user.displayName.display)
    }
}
