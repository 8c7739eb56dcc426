import IdentityCore
import IdentityServices
import TestSupport
import Testing

/// Issuers that are asked about each token, and forged tokens.
@Suite struct InquiryLimitTests {
    private static let limits = SignInLimits(failuresPerAddress: 5)

    private func answer(_ house: TestHouse, _ token: String, from address: String = "192.0.2.1") async -> ServiceError?
    {
        do throws(ServiceError) {
            _ = try await house.sessions.caller(presenting: Secret(token), from: TestHouse.origin(address))
            return nil
        } catch { return error }
    }

    @Test func forgedTokensFromOneAddressMakeAnIssuerBeAskedAsOftenAsTheLimitSays() async throws {
        let issuer = ScriptedIssuer(asksAboutEachToken: true)
        let house = try await TestHouse(limits: Self.limits, sources: [issuer.opened()])
        for number in 0..<5 { #expect(await answer(house, "outside forged \(number)") == .unauthenticated) }
        for number in 5..<9 {
            #expect(await answer(house, "outside forged \(number)") == .limited(retryAfterSeconds: 900))
        }
        #expect(issuer.asked == 5)
        // Others are asked for, what is known is answered, and people sign in.
        #expect(await answer(house, "outside forged", from: "192.0.2.2") == .unauthenticated)
        issuer.say("outside known", is: ExternalIdentity(externalID: "1", login: "eve", displayName: "Eve"))
        #expect(await answer(house, "outside known") == nil)
        try await house.user("ada")
        _ = try await house.signedIn("ada")
        house.clock.advance(by: 901)
        #expect(await answer(house, "outside forged 9") == .unauthenticated)
    }

    @Test func anIssuerWhoseTokensAreCheckedHereIsNotCounted() async throws {
        let issuer = ScriptedIssuer()
        let house = try await TestHouse(limits: Self.limits, sources: [issuer.opened()])
        for number in 0..<9 { #expect(await answer(house, "outside forged \(number)") == .unauthenticated) }
    }
}
