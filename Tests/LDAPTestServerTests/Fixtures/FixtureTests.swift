import Foundation
import LDAPTestServer
import Testing

@Suite struct FixtureTests {
    @Test func ldifIsReadWithItsFoldsCommentsAndBase64() throws {
        let server = try People.server(
            fixture: """
                version: 1
                # a comment
                 that goes on
                dn: dc=example
                objectClass: domain

                dn:: Y249Wm/D\r
                 qyxkYz1leGFtcGxl\r
                changetype: add
                objectClass: person
                cn: Zoë
                sn:Under
                # in between
                 folded, too
                description: a line that is
                  folded
                description:: IGJlZ2lucyB3aXRoIGEgc3BhY2U=
                seeAlso: dc=example
                userPassword: {CLEARTEXT}quince-37


                """)
        let client = try LDAPClient(server.url)
        let entry = try #require(client.search("dc=example", 1).found.first)
        #expect(entry.dn == "cn=Zoë,dc=example")
        #expect(entry.attributes["description"] == ["a line that is folded", " begins with a space"])
        #expect(entry.attributes["sn"] == ["Under"])
        #expect(client.bind("cn=ZOË,dc=example", "quince-37").code == 0)
    }

    @Test(arguments: [
        ("dn: dc=x\ndc: x\n", "line 1, entry 'dc=x': an entry needs an objectClass"),
        ("objectClass: x\n", "line 1: a record begins with dn"),
        ("dn: x\nobjectClass: top\n", "line 1, entry 'x': its dn is no DN"),
        (
            "dn: dc=x\nobjectClass: top\njpegPhoto:< file:///etc/passwd\n",
            "line 3: values from files and URLs are not read"
        ),
        ("dn: dc=x\nobjectClass:: %\n", "line 2: the value is not Base64"),
        ("dn: dc=x\nchangetype: delete\n", "line 2: a fixture only adds: changetype add, or none"),
        ("dn: dc=x\nobjectClass: top\ndn: dc=y\n", "line 3: dn does not belong here; an empty line ends a record"),
        ("dn: dc=x\nobjectClass top\n", "line 2: a line looks like name: value"),
        ("version: 2\n", "line 1: only version 1 is known"),
        (
            "dn: dc=x\nobjectClass: top\n\ndn: DC=X\nobjectClass: top\n",
            "line 4, entry 'DC=X': there is such an entry already"
        ),
        (
            "dn: dc=x\nobjectClass: top\n\ndn: cn=a,ou=b,dc=x\nobjectClass: top\n",
            "line 4, entry 'cn=a,ou=b,dc=x': between it and dc=x an entry is missing"
        ),
        (
            "dn: dc=x\nobjectClass: top\nmember: nobody\n",
            "line 1, entry 'dc=x': a value of member does not have the syntax of the attribute"
        ),
        ("dn: dc=x\nobjectClass: top\na_b: x\n", "line 1, entry 'dc=x': 'a_b' can be no attribute"),
        ("{ people: [] }", "people: is not known; there are base, entries, users, groups"),
        ("{ users: {} }", "users: is a list"),
        ("{ users: [{ cn: 'x' }] }", "users[0]: needs a uid, which is a string"),
        (
            "{ users: [{ uid: 'x', sn: null }] }",
            #"users[0].sn: is a string, a whole number, a boolean, {"base64": "..."}, or a list of them"#
        ),
        (
            "{ groups: [{ cn: 'x', members: ['y'] }] }",
            "groups[0].members: 'y' is neither the uid of a user nor the cn of a group"
        ),
        ("{ base: 'x' }", "base: is a DN such as dc=example,dc=org"),
        ("{ entries: [{ dn: 'dc=x' }] }", "entries[0]: needs attributes, which are an object"),
        ("{ users: [ }", "line 1, column 12: "),
    ])
    func whatIsWrongIsToldWithItsPlace(_ text: String, _ message: String) {
        let problem = #expect(throws: LDAPTestServer.Problem.self) {
            try LDAPTestServer.Fixture(Array(text.utf8))
        }
        #expect(problem?.message.hasPrefix(message) == true, "\(problem?.message ?? "")")
    }

    @Test func namesInShortAreEscaped() throws {
        let server = try People.server(
            fixture: ##"{ users: [{ uid: "#a, b+c ", password: "x" }], groups: [{ cn: "g", members: ["#a, b+c "] }] }"##
        )
        let reply = try LDAPClient(server.url).search(
            People.base, 2, "(memberOf=cn=g,ou=groups,dc=example,dc=org)", ["uid"])
        #expect(reply.found.first?.attributes["uid"] == ["#a, b+c "])
        #expect(try LDAPClient(server.url).bind(try #require(reply.names.first), "x").code == 0)
    }

    @Test func entriesInFullStandBesideThoseInShort() throws {
        let server = try People.server(
            fixture: """
                { users: [{ uid: "ann" }],
                  entries: [
                    { dn: "dc=example,dc=org", attributes: { objectClass: ["domain"], description: "own" } },
                    { dn: "cn=x,dc=example,dc=org", attributes: { objectClass: "device", jpegPhoto: { base64: "/9g=" } } },
                  ] }
                """)
        let client = try LDAPClient(server.url)
        #expect(client.search(People.base).found.count == 5)
        #expect(client.search(People.base, 0).found.first?.attributes["description"] == ["own"])
    }
}
