import LDAPTestServer
import Testing

/// Which operation ends with which number of RFC 4511.
@Suite struct ResultCodeTests {
    private let server: LDAPTestServer

    init() throws { server = try People.server() }

    private static let attempts: [(name: String, code: Int32, run: @Sendable (LDAPClient) -> LDAPClient.Reply)] = [
        ("a right password", 0, { $0.bind(People.ann, People.password) }),
        ("a right password behind a hash", 0, { $0.bind(People.bob, "medlar-38") }),
        ("another spelling of the DN", 0, { $0.bind("UID=ANN , OU=People,dc=example,dc=org", People.password) }),
        ("a wrong password", 49, { $0.bind(People.ann, "quince-38") }),
        ("a wrong password behind a hash", 49, { $0.bind(People.bob, "medlar-39") }),
        ("somebody unknown", 49, { $0.bind("uid=nobody,ou=people,dc=example,dc=org", People.password) }),
        ("an entry without a password", 49, { $0.bind(People.base, People.password) }),
        ("a password without a name", 49, { $0.bind("", People.password) }),
        ("a name without a password", 53, { $0.bind(People.ann, "") }),
        ("neither name nor password", 0, { $0.bind("", "") }),
        ("a principal that nobody is", 49, { $0.bind("nobody@example.org", People.password) }),
        ("a bind name that is no DN", 34, { $0.bind("ann", People.password) }),
        ("SASL", 7, { $0.sasl("EXTERNAL") }),
        ("a base that is no DN", 34, { $0.search("people") }),
        ("a base that does not exist", 32, { $0.search("ou=none,dc=example,dc=org") }),
        ("a subtree of nothing", 32, { $0.search("", 2) }),
        ("an attribute nobody knows", 0, { $0.search(People.base, 2, "(shoeSize=43)") }),
        ("a size limit that is met", 4, { $0.search(People.base, sizeLimit: 2) }),
        ("a size limit that is not", 0, { $0.search(People.base, 0, sizeLimit: 1) }),
        ("a critical control nobody knows", 12, { $0.search(People.base, critical: "1.2.3.4") }),
        ("a value that is there", 6, { $0.compare(People.ann, "mail", "ANN@example.ORG") }),
        ("a value that is not", 5, { $0.compare(People.ann, "mail", "bob@example.org") }),
        ("a password that is right", 6, { $0.compare(People.ann, "userPassword", People.password) }),
        ("an attribute that is not there", 16, { $0.compare(People.ann, "description", "x") }),
        ("a compared attribute nobody knows", 17, { $0.compare(People.ann, "shoeSize", "43") }),
        ("a compared value without the syntax", 21, { $0.compare(People.ann, "uidNumber", "many") }),
        ("a compared entry that is not there", 32, { $0.compare("cn=x,dc=example,dc=org", "cn", "x") }),
        ("an extended operation nobody knows", 2, { $0.extended("1.2.3.4") }),
        ("a change by nobody", 8, { $0.delete(People.ann) }),
    ]

    @Test(arguments: attempts.indices) func anOperationEndsWithTheCodeOfTheStandard(_ index: Int) throws {
        let (name, code, run) = Self.attempts[index]
        let client = try LDAPClient(server.url)
        #expect(run(client).code == code, "\(name)")
        #expect(server.log.last { $0.operation != "unbind" }?.result?.rawValue == code, "\(name)")
    }

    private static let changes: [(name: String, code: Int32, run: @Sendable (LDAPClient) -> LDAPClient.Reply)] = [
        ("a new entry", 0, { $0.add("cn=x,dc=example,dc=org", [("objectClass", ["device"])]) }),
        ("an entry that exists", 68, { $0.add(People.ann, [("objectClass", ["person"])]) }),
        ("an entry below nothing", 32, { $0.add("cn=x,ou=y,dc=example,dc=org", [("objectClass", ["device"])]) }),
        ("an entry without a class", 65, { $0.add("cn=x,dc=example,dc=org", [("cn", ["x"])]) }),
        ("an attribute that can be none", 17, { $0.modify(People.ann, [(0, "a_b", ["x"])]) }),
        ("a value with a wrong syntax", 21, { $0.modify(People.ann, [(2, "manager", ["me"])]) }),
        ("a value that is there already", 20, { $0.modify(People.ann, [(0, "mail", ["A@example.org"])]) }),
        ("a value to remove that is not there", 16, { $0.modify(People.ann, [(1, "mail", ["x"])]) }),
        ("an attribute to remove that is not there", 16, { $0.modify(People.ann, [(1, "description", [])]) }),
        ("what the server makes", 19, { $0.modify(People.ann, [(2, "memberOf", [People.staff])]) }),
        ("the value of the name", 67, { $0.modify(People.ann, [(2, "uid", ["anna"])]) }),
        ("the last class", 65, { $0.modify(People.ann, [(1, "objectClass", [])]) }),
        ("an entry that does not exist", 32, { $0.modify("cn=x,dc=example,dc=org", [(2, "sn", ["x"])]) }),
        ("a leaf", 0, { $0.delete(People.ann) }),
        ("an entry with others below", 66, { $0.delete("ou=people,dc=example,dc=org") }),
        ("a name that is taken", 68, { $0.rename(People.ann, "uid=bob") }),
        ("a name that is none", 34, { $0.rename(People.ann, "bob") }),
        ("a place that does not exist", 32, { $0.rename(People.ann, "uid=ann", below: "ou=x,dc=example,dc=org") }),
        ("a place below itself", 53, { $0.rename(People.base, "dc=example", below: "ou=people,dc=example,dc=org") }),
    ]

    @Test(arguments: changes.indices) func aChangeEndsWithTheCodeOfTheStandard(_ index: Int) throws {
        let (name, code, run) = Self.changes[index]
        let client = try LDAPClient(server.url)
        #expect(client.bind(People.bob, "medlar-38").code == 0)
        #expect(run(client).code == code, "\(name)")
    }

    @Test func whatDoesNotExistIsToldWithTheNearestThatDoes() throws {
        let client = try LDAPClient(server.url)
        #expect(client.search("cn=a,cn=b,ou=people,dc=example,dc=org").matchedDN == "ou=people,dc=example,dc=org")
        #expect(client.search("dc=elsewhere").matchedDN == "")
    }

    @Test func aBindThatFailsLeavesTheConnectionAnonymous() throws {
        let client = try LDAPClient(server.url)
        #expect(client.bind(People.ann, People.password).code == 0)
        #expect(client.bind(People.ann, "wrong").code == 49)
        #expect(client.delete(People.ann).code == 8)
    }

    @Test func readingIsForThoseWhoAreBoundWhenItIsAskedFor() throws {
        let server = try People.server { $0.requiresBind = true }
        let client = try LDAPClient(server.url)
        #expect(client.search(People.base).code == 50)
        #expect(client.search("", 0).code == 0)
        #expect(client.bind(People.ann, People.password).code == 0)
        #expect(client.search(People.base).code == 0)
    }
}
