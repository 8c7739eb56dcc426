import IdentityCore
import TestSupport
import Testing

@Suite struct PasswordPolicyTests {
    private let policy = PasswordPolicy(blocked: ["password", "correcthorse", "qwertyuiop"])
    private let text = TestText()

    private func rule(_ password: String, context: [String] = []) -> FieldProblem.Rule? {
        policy.problem(inNew: password, field: "password", context: context, using: text)?.rule
    }

    @Test(arguments: [
        "analytical engine 1843", "            spaces count", "ünïcödé-pässwörd", "lowercaseonlyisfine",
        "739201846275019", String(repeating: "x", count: 11) + "y" + String(repeating: "z", count: 1_012),
    ])
    func lengthIsAllThatIsAskedOfAnUncommonPassword(_ password: String) { #expect(rule(password) == nil) }

    @Test func elevenCharactersAreTooFew() {
        #expect(rule("abcdefghi37") == .weak)
        #expect(rule("abzdefghi372") == nil)
    }

    @Test func lengthCountsCharactersNotBytes() { #expect(rule("äöüäöüäöüäö") == .weak) }

    @Test func anythingBeyondTheLimitIsRefusedWhole() {
        #expect(rule(String(repeating: "ab3", count: 342)) == .outOfRange)
        #expect(rule(String(repeating: "a", count: 1_048_576)) == .outOfRange)
    }

    @Test(arguments: [
        "password1234", "PASSWORD!!!!", "1234password", "passwordpassword", "ｐａｓｓｗｏｒｄ１２３４", "correcthorse99",
        "qwertyuiop12", "aaaaaaaaaaaaaa", "123456789012", "987654321098", "abcdefghijklmn",
    ])
    func whatAttackersTryFirstIsRefused(_ password: String) { #expect(rule(password) == .weak) }

    @Test func theAccountsOwnNameIsNoPassword() {
        #expect(rule("ada.lovelace!", context: ["ada.lovelace"]) == .weak)
        #expect(rule("ada.lovelace@example.org", context: ["x", "ada.lovelace@example.org"]) == .weak)
        #expect(rule("ada.lovelace wrote notes", context: ["ada.lovelace"]) == nil)
    }

    @Test func aNULIsRefused() { #expect(rule("long enough\u{0}password") == .malformed) }
}
