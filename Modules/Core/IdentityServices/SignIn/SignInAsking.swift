import IdentityCore

/// How a way is asked for a proof: by its authenticator, or by looking at each step.
protocol SignInAsking: Sendable {
    func ask(_ way: SignInWay, _ attempt: PasswordAttempt) async throws(ServiceError) -> AuthenticationOutcome
}

struct AuthenticatorAsking: SignInAsking {
    func ask(_ way: SignInWay, _ attempt: PasswordAttempt) async throws(ServiceError) -> AuthenticationOutcome {
        try await way.authenticator.authenticate(attempt)
    }
}
