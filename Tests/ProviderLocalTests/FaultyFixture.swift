import IdentityCore
import SourceConformance
import Threading

/// A source with one planted fault: it always says yes, always no, compares 72 bytes, answers while it is down, has everybody,
/// hands people on twice and again, or shows passwords.
final class FaultyFixture: SourceFixture {
    private struct Authenticator: PasswordAuthenticator {
        let answer: @Sendable (PasswordAttempt) -> AuthenticationOutcome

        func authenticate(_ attempt: PasswordAttempt) async throws(ServiceError) -> AuthenticationOutcome {
            answer(attempt)
        }
    }

    private struct Directory: DirectoryReading {
        let person: ExternalIdentity
        let fault: String

        func person(_ login: String) async throws(SourceFailure) -> ExternalIdentity? {
            fault == "yes" || login == person.login ? person : nil
        }

        func person(externalID: String) async throws(SourceFailure) -> ExternalIdentity? {
            fault == "yes" || externalID == person.externalID ? person : nil
        }

        func everybody(_ page: @escaping @Sendable (DirectoryPage) -> Bool) async throws(SourceFailure) {
            for _ in 0..<(fault == "twice" ? 2 : 1) { _ = page(DirectoryPage(people: [person])) }
        }
    }

    private struct Examiner: SourceExamining {
        let person: ExternalIdentity
        let fault: String

        func examine(_ login: ExaminedLogin?) async -> SourceReport {
            let words = fault == "shows" ? login?.password?.reveal { $0 } : nil
            let verdict: SourceVerdict = fault == "yes" || login?.password != nil ? .verified : .usable
            return SourceReport(
                source: SourceID(rawValue: "faulty"), kind: SourceKind(rawValue: "faulty"), verdict: verdict,
                steps: [SourceStep(.userBind, .ok, words ?? "")], identity: person)
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
            keepsPasswordsHere: false, password: authenticator,
            directory: Directory(person: person, fault: fault), examiner: Examiner(person: person, fault: fault))
    }

    func account(for login: String) async throws -> AccountOnFile? { nil }

    func setPassword(_ password: Secret) async throws -> Bool {
        let text = password.reveal { $0 }
        current.withLock { $0 = text }
        return true
    }

    func addOthers(_ count: Int) async throws -> Bool { true }

    func takeAway() async throws -> Bool { true }
}
