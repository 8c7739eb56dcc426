import FoundationEssentials
import IdentityCore
import SourceConformance
import Testing

/// Not everybody comes with a password: the smallest sources of the two other sorts, and the promises for them.
@Suite struct OtherProofsTests {
    @Test(.timeLimit(.minutes(1)), arguments: ProofPromise<any TokenFixture>.all)
    func tokensOfAListKeepThePromise(_ promise: ProofPromise<any TokenFixture>) async throws {
        try await promise.check(try await TicketFixture())
    }

    @Test(.timeLimit(.minutes(1)), arguments: ProofPromise<any AssertionFixture>.all)
    func aProxyThatNamesPeopleKeepsThePromise(_ promise: ProofPromise<any AssertionFixture>) async throws {
        try await promise.check(try await DoorFixture())
    }
}

/// Takes the tokens of a list, each with a person and an end.
private enum TicketSource: IdentitySourceKind {
    struct Settings: SourceConfiguration {
        static let knownKeys: Set = ["tickets"]

        /// Person and seconds until the end, by token.
        let tickets: [String: [String: Int]]
        var problems: [FieldProblem] { [] }
    }

    static let kind = SourceKind(rawValue: "ticket")

    static func open(
        _ settings: Settings, as id: SourceID, policy: ProvisioningPolicy, in environment: SourceEnvironment
    ) async throws(ServiceError) -> IdentitySource {
        IdentitySource(
            id: id, kind: kind, policy: policy,
            token: Judge(source: id, settings: settings, opened: environment.clock.now(), environment: environment))
    }

    private struct Judge: TokenAuthenticator {
        let source: SourceID
        let settings: Settings
        let opened: Date
        let environment: SourceEnvironment

        func digest(of token: Secret) -> TokenDigest {
            token.reveal { environment.proofDigests.of([$0], at: source) }
        }

        func judges(_ token: Secret) -> Bool { token.reveal { $0.hasPrefix("ticket-") } }

        func authenticate(_ token: Secret) async throws(ServiceError) -> OutsideAnswer {
            let now = environment.clock.now(), found = token.reveal { settings.tickets[$0] }?.first
            let end = opened.addingTimeInterval(TimeInterval(found?.value ?? 0))
            guard let login = found?.key, end > now else {
                return OutsideAnswer(.rejected(.invalidProof), digest: digest(of: token), goodUntil: now)
            }
            let person = ExternalIdentity(externalID: login, login: login, displayName: login)
            return OutsideAnswer(.verified(person), digest: digest(of: token), goodUntil: end, endsAt: end)
        }

        func examine(_ token: Secret) async -> SourceReport {
            let outcome = try? await authenticate(token).outcome
            guard case .verified(let person, _)? = outcome else {
                return SourceReport(
                    source: source, kind: kind, verdict: .rejected, refusal: .invalidProof,
                    steps: [SourceStep(.token, .failed, "The token is not in the list, or over.")])
            }
            return SourceReport(
                source: source, kind: kind, verdict: .verified,
                steps: [SourceStep(.token, .ok, "The token is in the list.")], identity: person)
        }
    }
}

private struct TicketFixture: TokenFixture {
    let source: IdentitySource
    let externalID = "lena"
    private let bed = SourceTestBed()

    init() async throws {
        let settings = """
            { tickets: { "ticket-one": { lena: 60 }, "ticket-two": { lena: 60 }, "ticket-old": { lena: -1 } } }
            """
        source = try await bed.open(TicketSource.self, settings: settings)
    }

    func goodToken() -> Secret { Secret("ticket-one") }
    func otherToken() -> Secret { Secret("ticket-two") }
    func expiredToken() -> Secret { Secret("ticket-old") }
    func foreignToken() -> Secret { Secret("ticket-for-another") }
    func forgedToken() -> Secret { Secret("ticket-onE") }
    func takeAway() -> Bool { false }
}

/// Believes one proxy, which writes the login of whoever it let in into a field.
private enum DoorSource: IdentitySourceKind {
    struct Settings: SourceConfiguration {
        static let knownKeys: Set = ["proxy"]

        let proxy: String
        var problems: [FieldProblem] { [] }
    }

    static let kind = SourceKind(rawValue: "door")

    static func open(
        _ settings: Settings, as id: SourceID, policy: ProvisioningPolicy, in environment: SourceEnvironment
    ) async throws(ServiceError) -> IdentitySource {
        IdentitySource(
            id: id, kind: kind, policy: policy, identifiesByLogin: true,
            assertion: Judge(source: id, proxy: settings.proxy, environment: environment))
    }

    private struct Judge: AssertionAuthenticator {
        private static let field = "x-door-user", twisted = "x_door_user"

        let source: SourceID
        let proxy: String
        let environment: SourceEnvironment

        var fieldNames: Set<String> { [Self.field] }

        func authenticate(_ assertion: PresentedAssertion) async throws(ServiceError) -> OutsideAnswer? {
            let isTwisted = assertion.fields.keys.contains { $0 != Self.field && Self.isTwisted($0) }
            let values = assertion.fields[Self.field] ?? []
            guard isTwisted || !values.isEmpty else { return nil }
            let login = values.first.map { $0.reveal { $0 } } ?? "", now = environment.clock.now()
            guard assertion.peer == proxy, !isTwisted, values.count == 1, !login.isEmpty else {
                return OutsideAnswer(
                    .rejected(.invalidProof), digest: environment.proofDigests.of([], at: source), goodUntil: now)
            }
            let key = login.lowercased()
            return OutsideAnswer(
                .verified(ExternalIdentity(externalID: key, login: login, displayName: login)),
                digest: environment.proofDigests.of([key], at: source), goodUntil: now.addingTimeInterval(60))
        }

        /// Some programs between make no difference between `-` and `_`.
        private static func isTwisted(_ name: String) -> Bool {
            String(name.map { $0 == "-" ? "_" : $0 }) == twisted
        }
    }
}

private struct DoorFixture: AssertionFixture {
    let source: IdentitySource
    let externalID = "lena"
    let peer = "192.0.2.7"
    let field = "x-door-user"

    init() async throws {
        source = try await SourceTestBed().open(DoorSource.self, settings: #"{ proxy: "192.0.2.7" }"#)
    }

    func fields() -> [String: [Secret]] { [field: [Secret("lena")]] }
}
