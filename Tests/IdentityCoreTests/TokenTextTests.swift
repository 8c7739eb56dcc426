import IdentityCore
import Testing

@Suite struct TokenTextTests {
    private static let body = String(repeating: "a", count: 30)

    @Test(arguments: [
        "gh_" + body, "/x/ghs_\(body)0", "a=b&t=gh_\(body)&c", "x-gh_\(body)", "gh_\(body)-ü", "é_ghs_\(body)",
    ])
    func aTokenIsSeenWhereverAWordMayBegin(_ text: String) { #expect(TokenText.stands(in: text)) }

    @Test(arguments: [
        "", "g", "gh_", "gh_" + body.dropLast(), "ghs_" + body.dropLast(), "high_" + body, "xgh_\(body)", "gh-\(body)",
        "gh_aaaaaaaaaaaaaaa/aaaaaaaaaaaaaaaaaaaaaaaa", "/realms/master/protocol/openid-connect/token",
    ])
    func otherWordsAreLetThrough(_ text: String) { #expect(!TokenText.stands(in: text)) }

    @Test func aPartOfATextIsLookedAtByItself() {
        let text = "x" + "gh_\(Self.body)"
        #expect(TokenText.stands(in: text.dropFirst()))
        #expect(!TokenText.stands(in: text))
    }
}
