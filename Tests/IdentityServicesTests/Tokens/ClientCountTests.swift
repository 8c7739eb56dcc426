import IdentityCore
import IdentityServices
import TestSupport
import Testing

@Suite struct ClientCountTests {
    private static let limits = SignInLimits(failuresPerAccountAndAddress: 3, failuresPerAddress: 10)

    private func ask(_ bench: GrantBench, _ proof: ClientProof) async -> Result<GrantRefusal?, ServiceError> {
        do throws(ServiceError) {
            return .success(
                try await bench.house.services.tokens.grant(scopes: [], toItself: proof, as: bench.shape).refusal)
        } catch { return .failure(error) }
    }

    @Test func wrongSecretsAreCountedByClientAndAddressAndLockNobodyOutElsewhere() async throws {
        let bench = try await GrantBench(limits: Self.limits), wrong = bench.proof(secret: Secret("a guess"))
        for _ in 0..<3 { #expect(await ask(bench, wrong) == .success(.wrongClientSecret)) }
        #expect(await ask(bench, wrong) == .failure(.limited(retryAfterSeconds: 900)))
        // The right one is not told from a wrong one then.
        #expect(await ask(bench, bench.proof()) == .failure(.limited(retryAfterSeconds: 900)))
        #expect(await ask(bench, bench.proof("other")) == .success(nil))
        #expect(await ask(bench, bench.proof(from: "192.0.2.2")) == .success(nil))
        try await bench.house.user("ada")
        _ = try await bench.house.signedIn("ada")
        bench.house.clock.advance(by: 901)
        #expect(await ask(bench, bench.proof()) == .success(nil))
    }

    @Test func aHundredGuessesAtOneSecretAtOnceReachTheCheckAsOftenAsTheLimitSays() async throws {
        let bench = try await GrantBench(limits: Self.limits)
        let answers = await withTaskGroup(of: Result<GrantRefusal?, ServiceError>.self) { group in
            for number in 0..<100 {
                group.addTask { await ask(bench, bench.proof(secret: Secret("guess \(number)"))) }
            }
            return await group.reduce(into: [Result<GrantRefusal?, ServiceError>]()) { $0.append($1) }
        }
        #expect(answers.count { $0 == .success(.wrongClientSecret) } == 3)
    }

    @Test func everyWayThatAsksForTheSecretCounts() async throws {
        let bench = try await GrantBench(limits: Self.limits), tokens = bench.house.services.tokens
        let wrong = bench.proof(secret: Secret("a guess")), nothing = Secret("nothing")
        #expect(try await tokens.revoke(nothing, for: wrong) == .wrongClientSecret)
        #expect(try await tokens.signOut(refreshToken: nothing, for: wrong) == .wrongClientSecret)
        _ = try await tokens.introspect(nothing, for: wrong)
        await #expect(throws: ServiceError.limited(retryAfterSeconds: 900)) {
            _ = try await tokens.introspect(nothing, for: wrong)
        }
    }

    @Test func devicesThatBeginToWaitAreCountedByClientAndAddress() async throws {
        let bench = try await GrantBench(limits: Self.limits), tokens = bench.house.services.tokens
        for _ in 0..<9 { _ = try await tokens.startDevice(scopes: [], for: bench.proof()).get() }
        await #expect(throws: ServiceError.limited(retryAfterSeconds: 900)) {
            _ = try await tokens.startDevice(scopes: [], for: bench.proof())
        }
        _ = try await tokens.startDevice(scopes: [], for: bench.proof("other")).get()
        // The address has begun as often as one may.
        await #expect(throws: ServiceError.limited(retryAfterSeconds: 900)) {
            _ = try await tokens.startDevice(scopes: [], for: bench.proof("other"))
        }
        _ = try await tokens.startDevice(scopes: [], for: bench.proof(from: "192.0.2.2")).get()
    }

    @Test func aDeviceThatWasLetInCountsNoMore() async throws {
        let bench = try await GrantBench(limits: Self.limits), tokens = bench.house.services.tokens
        try await bench.house.user("ada")
        let ada = try await bench.house.signedIn("ada")
        for _ in 0..<25 {
            let started = try await tokens.startDevice(scopes: [], for: bench.proof()).get()
            #expect(try await tokens.decideDevice(started.userCode, letIn: true, in: .standard, as: ada))
            #expect(try await tokens.poll(started.deviceCode, for: bench.proof(), as: bench.shape).tokens != nil)
        }
        // One that was refused does.
        for _ in 0..<9 {
            let started = try await tokens.startDevice(scopes: [], for: bench.proof()).get()
            #expect(try await tokens.decideDevice(started.userCode, letIn: false, in: .standard, as: ada))
            #expect(try await tokens.poll(started.deviceCode, for: bench.proof(), as: bench.shape).tokens == nil)
        }
        await #expect(throws: ServiceError.limited(retryAfterSeconds: 900)) {
            _ = try await tokens.startDevice(scopes: [], for: bench.proof())
        }
    }
}
