import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

@Suite struct SignedTokenTests {
    /// A house with a user who is signed in, and a token out of that session.
    private func signedIn(
        _ body: (TestHouse, User, Session, _ token: Secret) async throws -> Void
    ) async throws {
        let house = try await TestHouse()
        try await house.readyForTokens()
        let ada = try await house.user("ada")
        let session = try #require(try await house.signedIn("ada").account?.session)
        let token = try await house.tokenSigning.sign(house.claims(of: ada.id, session: session.id))
        #expect(try await house.opened(by: token)?.user.id == ada.id)
        try await body(house, ada, session, token)
    }

    @Test func aTokenStandsForTheUserOfItsSessionWithTheSameRights() async throws {
        try await signedIn { house, ada, session, token async throws in
            let account = try #require(try await house.opened(by: token))
            #expect(account.session == session)
            #expect(account.grants == (try await house.signedIn("ada").grants))
            #expect(account.impersonator == nil)
        }
    }

    @Test func t02_onlyAnAccessTokenOfOneOfOurIssuersIsTaken() async throws {
        try await signedIn { house, ada, session, _ async throws in
            for kind in TokenClaims.Kind.allCases where kind != .access {
                #expect(try await house.opened(by: house.claims(kind, of: ada.id, session: session.id)) == nil)
            }
            var claims = house.claims(of: ada.id, session: session.id)
            for issuer in [
                "", "https://id.example.org.attacker.example", "https://other.example", TestHouse.issuer + "x",
            ] {
                claims.issuer = issuer
                #expect(try await house.opened(by: claims) == nil, "\(issuer)")
            }
            claims.issuer = TestHouse.issuer
            #expect(try await house.opened(by: claims) != nil)
        }
    }

    @Test func t03_aTokenEndsAtItsEndAndWithItsSession() async throws {
        try await signedIn { house, ada, session, token async throws in
            var long = house.claims(of: ada.id, session: session.id)
            long.expiresAt = session.expiresAt.addingTimeInterval(600)
            let longer = try await house.tokenSigning.sign(long)
            house.clock.advance(by: 299)
            #expect(try await house.opened(by: token) != nil)
            house.clock.advance(by: 1)
            #expect(try await house.opened(by: token) == nil)
            #expect(try await house.opened(by: longer) != nil)
            house.clock.advance(by: 3_300)
            #expect(try await house.opened(by: longer) == nil)
        }
    }

    @Test(arguments: ["sign-out", "end", "disable", "password", "delete", "revoke", "client", "client gone", "key"])
    func t13_whatEndsATokenIsSeenByTheVeryNextRequest(_ way: String) async throws {
        try await signedIn { house, ada, session, token async throws in
            switch way {
            case "sign-out":
                try await house.sessions.signOut(as: house.sessions.caller(presenting: token, from: TestHouse.origin()))
            case "end": try await house.sessions.end(session.id, as: TestHouse.operator)
            case "disable":
                var edit = EditUser()
                edit.isEnabled = false
                _ = try await house.users.edit(.id(ada.id), edit, as: TestHouse.operator)
            case "password":
                try await house.users.setPassword(
                    of: .id(ada.id), to: Secret("another-horse-7-battery"), as: TestHouse.operator)
            case "delete": try await house.users.delete(.id(ada.id), as: TestHouse.operator)
            case "revoke":
                let claims = try #require(
                    try await house.tokenSigning.verify(token, as: [.access], at: house.clock.now()))
                try await house.storage.write {
                    try $0.revokedTokenWrites.insert(claims.id, until: claims.expiresAt!)
                }
            case "client":
                var edit = EditClient()
                edit.isEnabled = false
                _ = try await house.clients.edit(TestHouse.client, edit, as: TestHouse.operator)
            case "client gone": try await house.clients.delete(TestHouse.client, as: TestHouse.operator)
            default: _ = try await house.signingKeys.rotate(overlap: 0, as: TestHouse.operator)
            }
            #expect(try await house.opened(by: token) == nil)
        }
    }

    @Test func t13_whatBeganBeforeTheEndOfTheTokenWritesNothingAfterIt() async throws {
        try await signedIn { house, _, session, _ async throws in
            let root = try await house.user("root", roles: [.superAdmin])
            let session = try #require(try await house.signedIn("root").account?.session)
            let claims = house.claims(of: root.id, session: session.id)
            let caller = try await house.sessions.caller(
                presenting: house.tokenSigning.sign(claims), from: TestHouse.origin())
            _ = try await house.clients.create(CreateClient(id: "first"), as: caller)
            try await house.storage.write { try $0.revokedTokenWrites.insert(claims.id, until: claims.expiresAt!) }
            await #expect(throws: ServiceError.unauthenticated) {
                _ = try await house.clients.create(CreateClient(id: "second"), as: caller)
            }
        }
    }

    @Test func aTokenOutOfAnotherUsersSessionIsRefused() async throws {
        try await signedIn { house, _, session, _ async throws in
            let eve = try await house.user("eve")
            #expect(try await house.opened(by: house.claims(of: eve.id, session: session.id)) == nil)
            #expect(try await house.opened(by: house.claims(of: eve.id, session: SessionID(UUID()))) == nil)
        }
    }

    @Test(arguments: [
        "", "eyJ", "eyJhbGciOiJub25lIn0.e30.", "eyJhbGciOiJFUzI1NiJ9..", String(repeating: "eyJ", count: 9_000),
    ])
    func h05_whatOnlyLooksLikeATokenIsRefused(_ text: String) async throws {
        let house = try await TestHouse()
        #expect(try await house.opened(by: Secret(text)) == nil)
    }

    @Test func revokedTokensAreForgottenWhenTheirTimeIsOver() async throws {
        let house = try await TestHouse(), now = house.clock.now(), id = UUID()
        try await house.storage.write { try $0.revokedTokenWrites.insert(id, until: now.addingTimeInterval(60)) }
        #expect(try await house.sessions.pruneRevokedTokens(as: Caller(.system)) == 0)
        house.clock.advance(by: 61)
        #expect(try await house.sessions.pruneRevokedTokens(as: Caller(.system)) == 1)
        #expect(try await house.records(1).map(\.action) == [.revokedTokensPruned])
        #expect(try await house.storage.read(.point) { try $0.revokedTokens.contains(id) } == false)
    }
}
