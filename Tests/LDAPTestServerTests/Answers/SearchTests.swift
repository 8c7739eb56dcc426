import LDAPTestServer
import Testing

@Suite struct SearchTests {
    private let server: LDAPTestServer
    private let client: LDAPClient

    init() throws {
        server = try People.server()
        client = try LDAPClient(server.url)
    }

    @Test(arguments: [(0, 1), (1, 2), (2, 9), (3, 8)] as [(Int32, Int)])
    func aScopeReachesAsFarAsItSays(_ scope: Int32, _ count: Int) {
        #expect(client.search(People.base, scope).found.count == count)
    }

    @Test func attributesAreChosen() throws {
        func names(_ wanted: [String]) -> Set<String> {
            Set(client.search(People.ann, 0, "(objectClass=*)", wanted).found.flatMap(\.attributes.keys))
        }
        let user: Set = ["objectClass", "uid", "cn", "sn", "mail", "uidNumber", "telephoneNumber", "title"]
        let operational: Set = [
            "entryUUID", "entryDN", "memberOf", "createTimestamp", "modifyTimestamp", "hasSubordinates",
        ]
        #expect(names([]) == user)
        #expect(names(["*"]) == user)
        #expect(names(["+"]) == operational)
        #expect(names(["*", "+"]) == user.union(operational))
        #expect(names(["1.1"]) == [])
        #expect(names(["MAIL", "memberof", "userPassword"]) == ["mail", "memberOf"])
        let types = client.search(People.ann, 0, "(objectClass=*)", ["mail"], typesOnly: true)
        #expect(types.found.first?.attributes == ["mail": []])
        let options = client.search(People.base, 2, "(uid=eve)", ["cn"]).found.first
        #expect(options?.attributes == ["cn": ["eve"], "cn;lang-de": ["Eva"]])
    }

    @Test func pagesHoldEverythingOnce() throws {
        var names: [String] = [], cookie: [UInt8] = [], pages = 0
        repeat {
            let reply = client.search(People.base, 2, page: (4, cookie))
            #expect(reply.code == 0)
            names += reply.names
            cookie = reply.cookie
            pages += 1
        } while !cookie.isEmpty
        #expect(pages == 3)
        #expect(names == client.search(People.base).names)
        let first = client.search(People.base, 2, page: (4, []))
        // Another search with the cookie of this one.
        #expect(client.search(People.base, 1, page: (4, first.cookie)).code == 53)
        #expect(client.search(People.base, 2, sizeLimit: 5, page: (4, first.cookie)).code == 4)
    }

    @Test func theServerTellsOfItself() throws {
        let reply = client.search("", 0, "(objectClass=*)", ["+", "*"])
        let root = try #require(reply.found.first?.attributes)
        #expect(root["namingContexts"] == ["dc=example,dc=org"])
        #expect(root["supportedLDAPVersion"] == ["3"])
        #expect(root["supportedExtension"]?.contains("1.3.6.1.4.1.1466.20037") == true)
        #expect(client.search("", 0, "(vendorName=OpenLDAP)").found.isEmpty)
        let other = try People.server(
            fixture: """
                dn:
                objectClass: top
                vendorName: 389 Project
                supportedCapabilities: 1.2.840.113556.1.4.800

                dn: dc=example
                objectClass: domain
                """)
        let played = try LDAPClient(other.url).search("", 0, "(vendorName=389 Project)", ["*", "+"]).found.first
        #expect(played?.attributes["supportedCapabilities"] == ["1.2.840.113556.1.4.800"])
        #expect(played?.attributes["namingContexts"] == ["dc=example"])
    }

    @Test func anIdentifierStaysWhenTheNameChangesAndIsAnotherWhenTheEntryIs() throws {
        func uuid(_ client: LDAPClient, _ dn: String) -> String? {
            client.search(dn, 0, "(objectClass=*)", ["entryUUID"]).found.first?.attributes["entryUUID"]?.first
        }
        let before = try #require(uuid(client, People.ann))
        let other = try People.server()
        #expect(uuid(try LDAPClient(other.url), People.ann) == before)
        #expect(client.bind(People.ann, People.password).code == 0)
        #expect(client.rename(People.ann, "uid=anna").code == 0)
        #expect(uuid(client, "uid=anna,ou=people,dc=example,dc=org") == before)
        #expect(client.delete("uid=anna,ou=people,dc=example,dc=org").code == 0)
        #expect(client.add(People.ann, [("objectClass", ["person"])]).code == 0)
        #expect(uuid(client, People.ann) != before)
        server.reset()
        #expect(uuid(client, People.ann) == before)
    }

    @Test func aSubtreeMovesAsAWhole() throws {
        #expect(client.bind(People.ann, People.password).code == 0)
        #expect(client.rename("ou=people,dc=example,dc=org", "ou=folk, at home").code == 34)
        #expect(client.rename("ou=people,dc=example,dc=org", "ou=folk\\, at home").code == 0)
        let names = client.search(People.base, 2, "(uid=*)").names
        #expect(names.count == 3)
        #expect(client.search(names[0], 0).found.count == 1)
        #expect(client.search("ou=people,dc=example,dc=org").code == 32)
        #expect(client.search(People.base, 2, "(ou=people)").found.isEmpty)
    }

    @Test func aModificationIsDoneAsAWholeOrNotAtAll() throws {
        #expect(client.bind(People.ann, People.password).code == 0)
        #expect(client.modify(People.ann, [(2, "title", ["Prof"]), (1, "description", [])]).code == 16)
        #expect(client.compare(People.ann, "title", "Dr").code == 6)
        let changes: [(Int32, String, [String])] = [
            (2, "title", ["Prof"]), (1, "mail", ["a@example.org"]), (0, "l", ["x"]),
        ]
        #expect(client.modify(People.ann, changes).code == 0)
        let entry = client.search(People.ann, 0).found.first?.attributes
        #expect(entry?["title"] == ["Prof"] && entry?["mail"] == ["ann@example.org"] && entry?["l"] == ["x"])
        #expect(client.modify(People.staff, [(1, "member", [People.ann])]).code == 0)
        #expect(
            client.search(People.base, 2, "(memberOf=\(People.staff))").names == ["cn=ops,ou=groups,dc=example,dc=org"])
    }
}
