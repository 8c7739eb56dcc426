import Cryptography
import FoundationEssentials
import IdentityCore
import IdentityServices
import JOSE
import JSONText
import OpaqueTokens
import TestSupport
import Testing
import TokenSigning

@Suite struct SigningTests {
    private func parsed(_ token: Secret) throws -> JWS { try token.reveal { try JWS.parse($0) } }

    @Test(arguments: SigningAlgorithm.allCases)
    func whatIsSignedComesBackAndThePublishedKeyChecksIt(_ algorithm: SigningAlgorithm) async throws {
        let house = SigningHouse(), id = try await house.rotate(to: algorithm)
        var claims = house.claims()
        claims.audience = ["account", "sdk-client"]
        claims.signedInAt = claims.issuedAt.addingTimeInterval(-7)
        claims.scopes = ["openid", "profile"]
        claims.actor = UserID(UUID())
        claims.nonce = "n-1 \"é\""
        claims.others = [
            "realm_access": .members(["roles": .list([.text("admin"), .text("é")])]), "email_verified": .flag(true),
            "auth_level": .number(-3),
        ]
        let token = try await house.signer.sign(claims)
        #expect(try await house.verify(token) == claims)
        // Once more, from what is remembered.
        #expect(try await house.verify(token) == claims)
        let keys = try await house.signer.publicKeys()
        #expect(keys.map(\.id) == [id])
        #expect(keys.map(\.algorithm) == [algorithm])
        let jws = try parsed(token)
        let published = JWKSet([VerificationKey(id: id.rawValue, try #require(PublicKey(keys[0])))])
        #expect(published.key(for: jws.header)?.verify(jws) == true)
        #expect(jws.header.algorithm == algorithm.rawValue)
    }

    @Test func theNamesOfTheClaimsAreThoseOfTheStandards() async throws {
        let house = SigningHouse()
        _ = try await house.rotate()
        var claims = house.claims()
        claims.scopes = ["openid", "email"]
        claims.actor = claims.subject
        claims.others = ["sub": .text("eve"), "typ": .text("Offline"), "acr": .text("1")]
        let object = try parsed(try await house.signer.sign(claims)).claims()
        #expect(
            object == [
                "exp": 1_800_000_300, "iat": 1_800_000_000, "jti": .string(claims.id.uuidString.lowercased()),
                "iss": .string(SigningHouse.issuer), "aud": "account", "sub": .string(claims.subject.description),
                "typ": "Bearer", "azp": "sdk-client", "sid": .string(claims.session!.description),
                "scope": "openid email", "act": ["sub": .string(claims.subject.description)], "acr": "1",
            ])
    }

    @Test func theFirstKeyIsMadeWhenItIsNeededAndIsAnRSAKey() async throws {
        let house = SigningHouse()
        #expect(try await house.keys.list(as: TestHouse.operator).isEmpty)
        let token = try await house.signer.sign(house.claims())
        #expect(try parsed(token).header.algorithm == "RS256")
        let keys = try await house.keys.list(as: TestHouse.operator)
        #expect(keys.map(\.algorithm) == [.rs256])
        #expect(keys.map(\.state) == [.current])
        #expect(try parsed(token).header.keyID == keys[0].id.rawValue)
    }

    @Test func twoServersThatNeedAFirstKeyAtOnceMakeOne() async throws {
        let house = SigningHouse(), other = house.another()
        async let here = house.signer.publicKeys(), there = other.publicKeys()
        let keys = try await [here, there]
        #expect(keys[0] == keys[1])
        #expect(try await house.keys.list(as: TestHouse.operator).count == 1)
        let token = try await other.sign(house.claims())
        #expect(try await house.verify(token) != nil)
    }

    @Test func t19_fiftyTokensMadeAtOnceAreFiftyDifferentOnes() async throws {
        let house = SigningHouse()
        _ = try await house.rotate(to: .rs256)
        let texts = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 { group.addTask { try await house.signer.sign(house.claims()).reveal { $0 } } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(texts.count == 50)
        for text in texts { #expect(try await house.verify(Secret(text)) != nil) }
    }

    @Test func tokensForThisHouseAloneAreUnderAKeyOfItsOwn() async throws {
        let house = SigningHouse()
        for kind in [TokenClaims.Kind.refresh, .offline] {
            let claims = house.claims(kind, lasts: kind == .offline ? nil : 300)
            let token = try await house.signer.sign(claims)
            #expect(try parsed(token).header.algorithm == "HS512")
            #expect(try await house.verify(token, as: [kind]) == claims)
        }
        // No signing key was needed.
        #expect(try await house.keys.list(as: TestHouse.operator).isEmpty)
    }

    @Test func aHouseTokenOutlivesTheRotationOfTheMasterKeyAsLongAsTheOldOneStays() async throws {
        let house = SigningHouse(), next = MasterKey.generate(from: SystemBytes())
        let token = try await house.signer.sign(house.claims(.refresh))
        let both = try #require(MasterKeyRing(house.master).adding(next))
        #expect(try await house.another(both).verify(token, as: [.refresh], at: house.clock.now()) != nil)
        #expect(
            try await house.another(MasterKeyRing(next)).verify(token, as: [.refresh], at: house.clock.now()) == nil)
    }
}
