import FoundationEssentials
import IdentityCore
import IdentityServices
import TestSupport
import Testing

/// A house with clients, and the shape of a dialect that adds nothing.
struct GrantBench {
    struct Shape: TokenShaping {
        var issuer: String { "\(TestHouse.issuer)/realms/master" }
        var identityScope: String { "openid" }
        var offlineScope: String { "offline_access" }
        func audience(of facts: TokenFacts) -> [String] { ["account"] }
        func accessClaims(_ facts: TokenFacts) -> [String: ClaimValue] { [:] }
        func identityClaims(_ facts: TokenFacts) -> [String: ClaimValue] { [:] }
        func binding(to digest: [UInt8]) -> (name: String, value: ClaimValue) { ("at_hash", .number(digest.count)) }
    }

    static let address = "https://app.example/back"
    let house: TestHouse
    let shape = Shape()
    private let secrets: [String: Secret]

    /// `app` may do everything, `other` too; `narrow` nothing; all are confidential.
    init(limits: SignInLimits = SignInLimits(), sources: [IdentitySource] = []) async throws {
        house = try await TestHouse(limits: limits, sources: sources)
        _ = try await house.signingKeys.rotate(to: .es256, as: TestHouse.operator)
        var secrets: [String: Secret] = [:]
        for (id, grants) in [("app", Set(ClientGrant.allCases)), ("other", Set(ClientGrant.allCases)), ("narrow", [])] {
            let client = try await house.clients.create(
                CreateClient(id: id, settings: ClientSettings(grants: grants, redirectURIs: [Self.address])),
                as: TestHouse.operator)
            secrets[id] = try await house.clients.secret(of: client.id, as: TestHouse.operator)
        }
        self.secrets = secrets
    }

    func proof(
        _ client: String = "app", realm: OrganizationID = .standard, secret: Secret? = nil,
        from address: String = "192.0.2.1"
    ) -> ClientProof {
        ClientProof(id: client, secret: secret ?? secrets[client], realm: realm, origin: TestHouse.origin(address))
    }

    func password(
        _ login: String, _ password: String = TestHouse.password, client: String = "app",
        scopes: [String] = ["openid", "email"]
    ) async throws -> GrantOutcome {
        try await house.services.tokens.grant(
            login: login, password: Secret(password), scopes: scopes, to: proof(client), as: shape)
    }

    func tokens(_ login: String, scopes: [String] = ["openid", "email"]) async throws -> GrantedTokens {
        try #require(try await password(login, scopes: scopes).tokens)
    }

    func refresh(
        _ token: Secret?, client: String = "app", scopes: [String]? = nil, realm: OrganizationID = .standard
    ) async throws -> GrantOutcome {
        try await house.services.tokens.refresh(
            try #require(token), scopes: scopes, for: proof(client, realm: realm), as: shape)
    }

    func isGood(_ access: Secret) async throws -> Bool { try await house.opened(by: access) != nil }

    /// A code for somebody who has signed in at a page.
    func code(
        _ login: String, challenge: String? = nil, client: String = "app"
    ) async throws -> Secret {
        try await code(as: house.signedIn(login), challenge: challenge, client: client)
    }

    func code(
        as caller: Caller, challenge: String? = nil, client: String = "app", isOffline: Bool = false
    ) async throws -> Secret {
        let request = AuthorizationRequest(
            client: ClientID(rawValue: client), redirectURI: Self.address,
            scopes: ["openid"] + (isOffline ? [shape.offlineScope] : []), nonce: "n", challenge: challenge,
            realm: .standard, isOffline: isOffline)
        return try await house.services.tokens.code(for: request, as: caller).code
    }

    /// Changes what `app` may.
    func allow(_ change: @escaping @Sendable (inout ClientSettings) -> Void) async throws {
        var edit = EditClient()
        edit.settings = change
        _ = try await house.clients.edit(ClientID(rawValue: "app"), edit, as: TestHouse.operator)
    }

    func redeem(
        _ code: Secret, address: String? = GrantBench.address, verifier: String? = nil, client: String = "app",
        realm: OrganizationID = .standard
    ) async throws -> GrantOutcome {
        try await house.services.tokens.redeem(
            CodeRedemptionRequest(code: code, redirectURI: address, verifier: verifier),
            for: proof(client, realm: realm), as: shape)
    }
}

extension GrantOutcome {
    var tokens: GrantedTokens? { if case .granted(let tokens) = self { tokens } else { nil } }
    var refusal: GrantRefusal? { if case .refused(let refusal) = self { refusal } else { nil } }
}
