import LDAPKit
import Testing

@Suite struct DistinguishedNameTests {
    @Test(arguments: [
        ("CN=Ada Lovelace, OU=People,DC=Example", "cn=ada lovelace,ou=people,dc=example"),
        ("cn=a  b", "cn= A b "), ("cn=a\\2Cb", "cn=a\\,b"), ("cn=x+sn=y", "SN=Y+CN=X"),
        ("cn=Zo\\C3\\AB", "cn=ZOË"),
    ])
    func namesOfOneEntryAreEqual(_ one: String, _ other: String) throws {
        #expect(try DistinguishedName(one) == DistinguishedName(other))
        #expect(try DistinguishedName(one).canonical == DistinguishedName(other).canonical)
        #expect(try Set([DistinguishedName(one), DistinguishedName(other)]).count == 1)
    }

    @Test(arguments: [
        ("cn=admins", "cn=\u{FF41}dmins"), ("cn=k", "cn=\u{212A}"), ("cn=i", "cn=\u{130}"), ("cn=admins", "cn=аdmins"),
        ("cn=ab", "cn=a b"), ("cn=ab", "cn=a\u{200B}b"), ("cn=a b", "cn=a\u{A0}b"), ("cn=a,dc=b", "cn=a\\,dc=b"),
        ("cn=a", "ou=a"), ("cn=\u{E9}", "cn=e\u{301}"), ("cn=a", "cn=a\\00"), ("cn=ss", "cn=ß"),
    ])
    func l12_lookAlikesAreOtherNames(_ one: String, _ other: String) throws {
        #expect(try DistinguishedName(one) != DistinguishedName(other))
        #expect(try Set([DistinguishedName(one), DistinguishedName(other)]).count == 2)
    }

    @Test func aNameStandsBelowItsBaseOnly() throws {
        let base = try DistinguishedName("ou=people,dc=example")
        #expect(try DistinguishedName("uid=ada, OU=People , dc=example").isWithin(base))
        #expect(base.isWithin(base))
        #expect(base.isWithin(.root))
        #expect(try !DistinguishedName("uid=ada,xou=people,dc=example").isWithin(base))
        #expect(try !DistinguishedName("uid=ada\\,ou=people,dc=example").isWithin(base))
        #expect(try !DistinguishedName("dc=example").isWithin(base))
        #expect(try DistinguishedName("uid=ada,ou=people,dc=example").parent == base)
        #expect(DistinguishedName.root.parent == nil)
    }

    @Test(arguments: [
        "x", "=x", "cn=a,", "cn=a,,dc=b", "cn=a\u{0}b", "cn=\\zz", "cn=a b=c,=", "cn=\"a", "(cn=a)",
        "cn=\"a,b\"", "ou=a;dc=b", "cn=#", "cn=# ,dc=x",
    ])
    func whatIsNoNameIsRefused(_ text: String) {
        #expect(throws: DistinguishedNameError.notWellFormed) { try DistinguishedName(text) }
    }

    @Test func theStepsOfANameAreWrittenAgain() throws {
        let name = try DistinguishedName("cn=O'Brien\\, Zo\\C3\\AB \\28ext\\29+sn=\\#1,1.2.3=#04024869")
        #expect(name.rdns[0].parts[0].string == "O'Brien, Zoë (ext)")
        #expect(name.rdns[1].parts[0].isEncoded)
        let written = name.rdns.map(\.text).joined(separator: ",")
        #expect(try DistinguishedName(written) == name)
    }

    @Test(arguments: [
        "uid={login}", "uid={login},ou=people,dc=x", "cn=u-{login}-x+sn={login},dc=x", "cn=\\,{login},dc=x",
    ])
    func aTemplateIsTaken(_ text: String) throws {
        let template = try DistinguishedNameTemplate(text)
        #expect(template.placeholders == ["login"])
        let simple = try template.name(["login": "x"]), hard = try template.name(["login": "a,b=c+d"])
        #expect(simple.rdns.count == hard.rdns.count)
    }

    @Test(arguments: [
        "{login}", "{login}=x", "uid=x,{login}", "uid={login", "uid=login}", "uid={}", "uid={Log in}", "uid=#{login}",
        "uid={login},,dc=x", "uid", "uid=\\{login}",
    ])
    func aTemplateThatIsNoneIsRefused(_ text: String) {
        #expect(throws: LDAPTemplateError.self) { try DistinguishedNameTemplate(text) }
    }

    @Test func aPlaceIsNeverLeftEmpty() throws {
        let template = try DistinguishedNameTemplate("uid={login},dc=x")
        #expect(throws: LDAPTemplateError.missing("login")) { try template.name(["name": "x"]) }
        #expect(throws: LDAPTemplateError.empty("login")) { try template.name(["login": ""]) }
    }
}
