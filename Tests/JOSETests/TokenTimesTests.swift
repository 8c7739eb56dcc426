import FoundationEssentials
import JOSE
import JSONText
import Testing

@Suite struct TokenTimesTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    private func problem(_ claims: JSONObject, needsEnd: Bool = true) -> TokenTimeProblem? {
        do throws(TokenTimeProblem) {
            try TokenTimes(claims).check(at: now, skew: 60, needsEnd: needsEnd)
            return nil
        } catch {
            return error
        }
    }

    @Test func t03_aTokenIsGoodUntilItsEndAndNotBeforeItsBegin() {
        #expect(problem(["exp": 1_800_000_001]) == nil)
        #expect(problem(["exp": 1_799_999_941]) == nil)
        #expect(problem(["exp": 1_799_999_940]) == .expired)
        for claim in ["nbf", "iat"] {
            #expect(problem(["exp": 1_800_000_300, claim: 1_800_000_060]) == nil)
            #expect(problem(["exp": 1_800_000_300, claim: 1_800_000_061]) == .notYet(claim: claim))
        }
    }

    @Test(
        arguments: [
            "1800000300", .number(1_800_000_300.5), -1, 1_000_000_000_000, .null, true, [1_800_000_300],
        ] as [JSONValue])
    func t03_aMomentThatIsNoWholeNumberOfSecondsIsRefused(_ value: JSONValue) {
        #expect(problem(["exp": value]) == .malformed(claim: "exp"))
        #expect(problem(["exp": 1_800_000_300, "iat": value]) == .malformed(claim: "iat"))
    }

    @Test func t03_aTokenWithoutEndIsRefusedUnlessItMayHaveNone() {
        #expect(problem([:]) == .missingEnd)
        #expect(problem([:], needsEnd: false) == nil)
        #expect(problem(["exp": 1], needsEnd: false) == .expired)
    }
}
