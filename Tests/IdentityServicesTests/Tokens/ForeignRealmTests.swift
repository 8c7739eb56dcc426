import IdentityCore
import IdentityServices
import TestSupport
import Testing

/// A client of every realm carries nothing of one realm into another. The shape names the same issuer for all of them, so
/// that only the realm itself refuses.
@Suite struct ForeignRealmTests {
    private func bench() async throws -> (GrantBench, OrganizationID) {
        let bench = try await GrantBench()
        try await bench.house.user("ada")
        return (bench, try await bench.house.place("acme"))
    }

    @Test func z03_aCodeOfOneRealmIsBurntAtAnother() async throws {
        let (bench, acme) = try await bench(), code = try await bench.code("ada")
        #expect(try await bench.redeem(code, realm: acme).refusal == .unknownCode)
        // It has been shown.
        #expect(try await bench.redeem(code).refusal == .unknownCode)
        #expect(try await bench.redeem(bench.code("ada")).tokens != nil)
    }

    @Test func z03_aDeviceThatWasLetInAtOneRealmGetsNothingAtAnother() async throws {
        let (bench, acme) = try await bench(), tokens = bench.house.services.tokens
        let started = try await tokens.startDevice(scopes: [], for: bench.proof()).get()
        func poll(_ realm: OrganizationID) async throws -> GrantOutcome {
            try await tokens.poll(started.deviceCode, for: bench.proof(realm: realm), as: bench.shape)
        }
        #expect(try await poll(acme).refusal == .unknownDevice)
        let ada = try await bench.house.signedIn("ada")
        #expect(try await tokens.decideDevice(started.userCode, letIn: true, in: .standard, as: ada))
        #expect(try await poll(acme).refusal == .unknownDevice)
        #expect(try await poll(.standard).tokens != nil)
    }

    @Test func z03_aRefreshTokenOfOneRealmIsNoneOfAnother() async throws {
        let (bench, acme) = try await bench(), token = try await bench.tokens("ada").refresh
        #expect(try await bench.refresh(token, realm: acme).refusal == .sessionEnded)
        let known = try await bench.house.services.tokens.introspect(
            try #require(token), for: bench.proof(realm: acme))
        #expect(try known.get() == nil)
        // Nobody has used it.
        #expect(try await bench.refresh(token).tokens != nil)
    }

    @Test func z03_aPasswordOfOneRealmIsWrongAtAnother() async throws {
        let (bench, acme) = try await bench()
        let outcome = try await bench.house.services.tokens.grant(
            login: "ada", password: Secret(TestHouse.password), scopes: [], to: bench.proof(realm: acme),
            as: bench.shape)
        #expect(outcome.refusal == .wrongCredentials)
    }

    @Test func z03_aClientOfEveryRealmIsItselfInTheStandardOneOnly() async throws {
        let (bench, acme) = try await bench(), tokens = bench.house.services.tokens
        func asItself(_ realm: OrganizationID) async throws -> GrantOutcome {
            try await tokens.grant(scopes: [], toItself: bench.proof(realm: realm), as: bench.shape)
        }
        #expect(try await asItself(acme).refusal == .unknownClient)
        #expect(try await asItself(.standard).tokens != nil)
        #expect(try await asItself(acme).refusal == .unknownClient)
    }
}
