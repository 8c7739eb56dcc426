import IdentityCore
import TestSupport
import Testing

@Suite struct NameRulesTests {
    private let text = TestText()

    @Test(arguments: [
        "ada", "o'neil", "doe, john", "a(b)c", "a\\b", "a*b", "#x", "ü", "a+b=c", "Zoë", "иван", "山田太郎",
        "user@example.org",
        String(repeating: "x", count: 255),
    ])
    func aNameThatPeopleHaveIsALogin(_ name: String) {
        #expect(NameRules.problem(inLogin: name, using: text) == nil)
    }

    @Test(
        arguments: [
            ("", .missing), (String(repeating: "x", count: 256), .outOfRange), ("a\u{0}b", .malformed),
            ("a\nb", .malformed), ("a\u{1B}[31mb", .malformed), ("a\u{200B}b", .malformed),
            ("\u{202E}nimda", .malformed),
            ("a\u{FEFF}", .malformed), (" ada", .malformed), ("ada ", .malformed), ("a\u{A0}b", .malformed),
            ("а\u{64}min", .malformed), ("..", .malformed), ("me", .reserved), ("SYSTEM", .reserved),
            ("ｓｙｓｔｅｍ", .reserved), ("a\u{E000}", .malformed),
        ] as [(String, FieldProblem.Rule)])
    func aNameThatDeceivesIsRefused(_ name: String, _ rule: FieldProblem.Rule) {
        #expect(NameRules.problem(inLogin: name, using: text)?.rule == rule)
    }

    @Test func loginsAreOneWhateverTheirCaseAndWidth() throws {
        let plain = try Login("Straße", using: text)
        #expect(try Login("STRASSE", using: text) == plain)
        #expect(try Login("ｓｔｒａｓｓｅ", using: text) == plain)
        #expect(plain.display == "Straße")
    }

    @Test(arguments: ["a@b", "ada.lovelace+x@mail.example.org", "ü@example.org"])
    func aMailAddressIsAccepted(_ address: String) {
        #expect(NameRules.problem(inEmail: address, using: text) == nil)
    }

    @Test(arguments: ["", "ada", "@b", "a@", "a b@c", "a@b@c", "a@.b", "a@b.", "a@b..c", "a\r\n@b"])
    func whatIsNoMailAddressIsRefused(_ address: String) {
        #expect(NameRules.problem(inEmail: address, using: text) != nil)
    }
}
