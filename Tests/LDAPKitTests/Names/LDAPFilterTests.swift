import LDAPKit
import Testing

@Suite struct LDAPFilterTests {
    @Test func filtersAreWritten() {
        #expect(LDAPFilter.equals("uid", "a(b)*\\c\u{0}").text == "(uid=a\\28b\\29\\2a\\5cc\\00)")
        #expect(LDAPFilter.equals("objectGUID", .bytes([0x00, 0x41, 0xFF])).text == "(objectGUID=\\00A\\ff)")
        #expect(LDAPFilter.contains("cn", "a*b").text == "(cn=*a\\2ab*)")
        #expect(LDAPFilter.contains("cn", "").text == "(cn=*)")
        #expect(LDAPFilter.and([.present("uid"), .not(.equals("cn", "x"))]).text == "(&(uid=*)(!(cn=x)))")
        #expect(LDAPFilter.or([.present("uid")]).text == "(uid=*)")
        #expect(LDAPFilter.or([]).text == "(|)")
        let nested = LDAPFilter.extensible("memberOf", rule: "1.2.840.113556.1.4.1941", "cn=a (b),dc=x")
        #expect(nested.text == "(memberOf:1.2.840.113556.1.4.1941:=cn=a \\28b\\29,dc=x)")
    }

    @Test(arguments: [
        "uid", "memberOf;range=", "1.2.3", "userCertificate;binary", "", "u id", "uid)(x", "1", "-a", "a=b",
    ])
    func onlyNamesOfAttributesAreTaken(_ text: String) {
        let good = ["uid", "1.2.3", "userCertificate;binary"]
        #expect((LDAPAttributeName(text) != nil) == good.contains(text))
    }

    @Test(arguments: [
        "(uid={login})", "(&(objectClass=person)(|(uid={login})(mail={login})))", "(!(uid={login}))", "(cn=*{login}*)",
        "(cn=a*{login}*b)", "(cn:caseExactMatch:={login})", "(:1.2.3:={login})", "(ou:dn:={login})",
        "(ou:dn:1.2.3:={login})", "(a>={login})", "(a<={login})", "(a~={login})", "(a=\\2a{login})", "(&)", "(|)",
        "(a=)", "(userAccountControl:1.2.840.113556.1.4.803:=2)",
    ])
    func aTemplateIsTaken(_ text: String) throws {
        let filled = try LDAPFilterTemplate(text).filter(["login": "*)(uid=*"])
        #expect(filled.text.filter { $0 == "(" }.count == text.filter { $0 == "(" }.count)
        #expect(filled.text.filter { $0 == "*" }.count == text.filter { $0 == "*" }.count)
    }

    @Test(arguments: [
        "", "uid={login}", "(uid={login}", "(uid={login}))", "(uid={login})(a=b)", " (a=b)", "(a=b) ", "({login}=a)",
        "(&(a=b)", "(!)", "(!(a=b)(c=d))", "(a=b**c)", "(a=\\zz)", "(a=\\2)", "(a={log in})", "(a={login)", "(a=})",
        "(a=b(c)", "(=b)", "(a b=c)", "(a:=)b", "(:=b)", "(:dn:=b)", "(a:b:c:=d)", "(a>b)", "(a>=*)", "(a=\u{0})",
        "(& (a=b))", "((a=b))", "{login}", "(&{login})", "(a:{login}:=b)", "(a:=*)",
    ])
    func aTemplateThatIsNoneIsRefused(_ text: String) {
        #expect(throws: LDAPTemplateError.self) { try LDAPFilterTemplate(text) }
    }

    @Test func aTemplateIsBounded() {
        let deep = String(repeating: "(!", count: 100) + "(a=b)" + String(repeating: ")", count: 100)
        #expect(throws: LDAPTemplateError.tooDeep) { try LDAPFilterTemplate(deep) }
        #expect(throws: LDAPTemplateError.tooLong) {
            try LDAPFilterTemplate("(a=\(String(repeating: "b", count: 9_000)))")
        }
    }

    @Test func l02_aPlaceIsNeverLeftEmpty() throws {
        let template = try LDAPFilterTemplate("(uid={login})")
        #expect(throws: LDAPTemplateError.empty("login")) { try template.filter(["login": ""]) }
        #expect(throws: LDAPTemplateError.missing("login")) { try template.filter(["name": "x"]) }
    }
}
