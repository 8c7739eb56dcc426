import IdentityCore

/// How a way is asked for a proof: by its authenticator, or by looking at each step.
protocol SignInAsking: Sendable {
    func ask(_ way: SignInWay, _ attempt: PasswordAttempt) async throws(ServiceError) -> AuthenticationOutcome
    /// The source failed before it could be asked.
    func note(_ failure: SourceFailure, of way: SignInWay, to login: String) async
}

struct AuthenticatorAsking: SignInAsking {
    func ask(_ way: SignInWay, _ attempt: PasswordAttempt) async throws(ServiceError) -> AuthenticationOutcome {
        try await way.authenticator.authenticate(attempt)
    }

    func note(_ failure: SourceFailure, of way: SignInWay, to login: String) async {}
}
