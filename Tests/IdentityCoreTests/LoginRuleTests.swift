import IdentityCore
import Testing

@Suite struct LoginRuleTests {
    @Test(arguments: [
        ("*@corp.example", "*", "ann@corp.example", "ann"),
        ("*@corp.example", "*", "ann@CORP.Example", "ann"),
        ("CORP\\*", "*", "corp\\Ann", "Ann"),
        ("*", "CORP\\*", "ann", "CORP\\ann"),
        ("u-*-x", "*@x", "u-ü*é-x", "ü*é@x"),
        ("boss", "ann", "BOSS", "ann"),
        ("*@a", "*", "x@b@a", "x@b"),
    ])
    func aRuleRewritesWhatItFits(_ from: String, _ to: String, _ typed: String, _ wanted: String) {
        #expect(LoginRule(from: from, to: to).applied(to: typed) == wanted)
    }

    @Test(arguments: [
        ("*@corp.example", "@corp.example"), ("*@corp.example", "ann@corp.example.org"), ("CORP\\*", "CORP"),
        ("aba*aba", "aba"), ("aba*aba", "abaaba"), ("boss", "bossy"), ("é*", "éclair".replacing("é", with: "e\u{301}")),
    ])
    func aRuleLeavesAloneWhatItDoesNotFit(_ from: String, _ typed: String) {
        #expect(LoginRule(from: from, to: "*").applied(to: typed) == nil)
    }

    @Test func theFirstRuleThatFitsIsAppliedAndNoFurtherOne() {
        let rules = [
            LoginRule(from: "*@a.example", to: "*@b.example"), LoginRule(from: "*@b.example", to: "*"),
            LoginRule(from: "*", to: "x-*"),
        ]
        #expect(rules.applied(to: "ann@a.example") == "ann@b.example")
        #expect(rules.applied(to: "ann@b.example") == "ann")
        #expect(rules.applied(to: "ann") == "x-ann")
        #expect([LoginRule]().applied(to: "ann") == "ann")
    }

    @Test func aRuleThatWouldMakeOnePersonOfManyIsRefused() {
        for (from, to) in [("*", "guest"), ("guest", "*"), ("", "x"), ("x", ""), ("**", "*"), ("*", "*-*")] {
            #expect(LoginRule(from: from, to: to).problem != nil, "\(from) \(to)")
        }
        #expect(LoginRule(from: "*@corp.example", to: "*").problem == nil)
        #expect(LoginRule(from: "boss", to: "ann").problem == nil)
    }

    @Test func aLongTextTakesTimeInProportion() {
        let long = String(repeating: "a", count: 1_000_000)
        #expect(LoginRule(from: "a*ab", to: "*").applied(to: long) == nil)
        #expect(LoginRule(from: "a*a", to: "*").applied(to: long)?.utf8.count == 999_998)
    }
}
