package import IdentityCore
import Threading

/// A source that says what it was told to say: for what the local source can't be, such as a directory that is down.
package final class ScriptedSource: PasswordAuthenticator {
    private let answer: Locked<Result<AuthenticationOutcome, ServiceError>>

    package init(_ answer: Result<AuthenticationOutcome, ServiceError>) { self.answer = Locked(answer) }

    package func say(_ next: Result<AuthenticationOutcome, ServiceError>) { answer.withLock { $0 = next } }

    package func authenticate(_ attempt: PasswordAttempt) async throws(ServiceError) -> AuthenticationOutcome {
        try answer.withLock { $0 }.get()
    }

    /// This source under a name.
    package func opened(as id: String, createsOnFirstLogin: Bool = false) -> IdentitySource {
        IdentitySource(
            id: SourceID(rawValue: id), kind: SourceKind(rawValue: "scripted"),
            policy: ProvisioningPolicy(createsOnFirstLogin: createsOnFirstLogin), keepsPasswordsHere: false,
            password: self)
    }
}
