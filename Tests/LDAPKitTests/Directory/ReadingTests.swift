import LDAPKit
import TestSupport
import Testing

@Suite struct ReadingTests {
    private let directory: Slapd
    private let people: DistinguishedName

    init() throws {
        directory = try Slapd.shared()
        people = try DistinguishedName("ou=people,\(directory.place.base)")
    }

    @Test func entriesComeInPages() throws {
        let connection = try directory.reading()
        let search = LDAPSearch(base: people, filter: .present("uid"), attributes: ["uid"])
        let whole = try connection.search(search)
        var paged = search, sizes: [Int] = [], names: [String] = []
        paged.pageSize = 7
        let summary = try connection.search(paged) { page throws(LDAPFailure) in
            sizes.append(page.count)
            names += page.map(\.dn)
            return true
        }
        #expect(whole.isComplete && summary.end == .complete)
        #expect(summary.pages == sizes.count && summary.pages > 1 && sizes.allSatisfy { $0 <= 7 })
        #expect(Set(names) == Set(whole.entries.map(\.dn)) && names.count == whole.entries.count)
        let stopped = try connection.search(paged) { _ throws(LDAPFailure) in false }
        #expect(stopped.pages == 1 && stopped.end == .stopped)
        #expect(try connection.search(paged).entries.count == whole.entries.count)
    }

    @Test func l17_aCutOffAnswerSaysSo() throws {
        let connection = try directory.connection()
        let limited = "cn=limited,ou=services,\(directory.place.base)"
        #expect(try connection.bind(dn: limited, password: "limited-secret".utf8).isSuccess)
        let answer = try connection.search(LDAPSearch(base: people, filter: .present("uid")))
        #expect(!answer.isComplete && answer.entries.count == 5)
        guard case .cutOff(.sizeLimitExceeded, _) = answer.end else {
            Issue.record("\(answer.end)")
            return
        }
        let asked = try directory.reading().search(LDAPSearch(base: people, filter: .present("uid"), sizeLimit: 3))
        #expect(!asked.isComplete && asked.entries.count == 3)
    }

    @Test func attributesAreFoundInAnyCase() throws {
        let ann = try DistinguishedName(directory.person("ann"))
        let search = LDAPSearch(base: ann, scope: .base, attributes: ["MAIL", "entryUUID", "memberOf"])
        let entry = try #require(try directory.reading().search(search).entries.first)
        #expect(entry.strings("Mail") == ["ann@example.org"])
        #expect(entry.firstString("entryuuid")?.count == 36)
        #expect(entry.values("telephoneNumber").isEmpty && !entry.has("telephoneNumber"))
        #expect(try DistinguishedName(entry.dn) == ann)
    }

    @Test func aBaseThatIsNotThereIsAnAnswer() throws {
        let connection = try directory.reading()
        let gone = try DistinguishedName("ou=gone,\(directory.place.base)")
        let found = try failure { () throws(LDAPFailure) in try connection.search(LDAPSearch(base: gone)) }
        #expect(found.kind == .answer(.noSuchObject))
        #expect(found.matchedDN == directory.place.base)
        #expect("\(found)".contains("noSuchObject (32)"))
        #expect(connection.isUsable)
    }

    @Test(arguments: [
        "*", "admin)(|(uid=*", "*)(objectClass=*", "\\2a", "a*", "ann)(uid=ann", "\u{0}", "ann\u{0}",
        String(repeating: "x", count: 100_000),
    ])
    func l02_aLoginNeverMatchesAnotherEntry(_ login: String) throws {
        let connection = try directory.reading()
        let filter = try LDAPFilterTemplate("(&(objectClass=inetOrgPerson)(uid={login}))").filter(["login": login])
        let answer = try connection.search(LDAPSearch(base: people, filter: filter))
        #expect(answer.entries.isEmpty && answer.isComplete)
        if login == "*" { #expect(try directory.log().contains("(uid=\\2A)")) }
    }
}
