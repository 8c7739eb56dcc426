import IdentityCore
import SourceConformance
import Threading

/// A source with one planted fault: it always says yes, always no, compares 72 bytes, or answers while it is down.
final class FaultyFixture: SourceFixture {
    private struct Authenticator: PasswordAuthenticator {
        let answer: @Sendable (PasswordAttempt) -> AuthenticationOutcome

        func authenticate(_ attempt: PasswordAttempt) async throws(ServiceError) -> AuthenticationOutcome {
            answer(attempt)
        }
    }

    let source: IdentitySource
    let login = "alice"
    let password = Secret("correct horse battery staple")
    let externalID = "1"

    private let current = Locked("correct horse battery staple")

    init(fault: String) {
        let person = ExternalIdentity(externalID: "1", login: "alice", displayName: "Alice")
        let authenticator = Authenticator { [current] attempt in
            let expected = current.withLock { $0 }
            let given = attempt.password.reveal { $0 }
            return switch fault {
            case "yes": .verified(person)
            case "no": .rejected(.wrongPassword)
            case "cut": given.prefix(72) == expected.prefix(72) ? .verified(person) : .rejected(.wrongPassword)
            default:
                attempt.login != "alice"
                    ? .unknownSubject : given == expected ? .verified(person) : .rejected(.wrongPassword)
            }
        }
        source = IdentitySource(
            id: SourceID(rawValue: "faulty"), kind: SourceKind(rawValue: "faulty"), policy: ProvisioningPolicy(),
            keepsPasswordsHere: false, password: authenticator)
    }

    func account(for login: String) async throws -> AccountOnFile? { nil }

    func setPassword(_ password: Secret) async throws -> Bool {
        let text = password.reveal { $0 }
        current.withLock { $0 = text }
        return true
    }

    func takeAway() async throws -> Bool { true }
}
