import LDAPTestServer
import Testing

@Suite struct FilterTests {
    private static let cases: [(filter: String, found: [String])] = [
        ("(uid=ANN)", ["ann"]), ("(cn=ann example)", ["ann"]), ("(userid=ann)", ["ann"]),
        ("(0.9.2342.19200300.100.1.1=ann)", ["ann"]), ("(cn=ann*)", ["ann"]), ("(cn=*ple)", ["ann"]),
        ("(cn=a*e*e)", ["ann"]), ("(cn=*ann*ann*)", []), ("(cn=zo\\c3\\ab \\28*)", ["bob"]),
        ("(cn=Zoe\\cc\\88 \\28O'Brien\\29\\2a, jr.)", ["bob"]), ("(cn=*\\2a*)", ["bob"]),
        ("(uidNumber>=20)", ["ann", "bob"]), ("(uidNumber<=99)", ["bob"]), ("(uidNumber=020)", ["bob"]),
        ("(telephoneNumber=+1234567)", ["ann"]), ("(title=*)", ["ann"]), ("(cn~=ANN example)", ["ann"]),
        ("(&(objectClass=person)(!(uid=ann)))", ["bob", "eve"]), ("(|(uid=ann)(uid=eve))", ["ann", "eve"]),
        ("(&(uid=*))", ["ann", "bob", "eve"]), ("(&)", ["ann", "bob", "eve"]), ("(|)", []),
        ("(shoeSize=43)", []), ("(!(shoeSize=43))", []), ("(|(shoeSize=43)(uid=ann))", ["ann"]),
        ("(uidNumber=many)", []), ("(!(uidNumber=many))", []),
        ("(cn;lang-de=eva)", ["eve"]), ("(cn=eva)", ["eve"]),
        ("(manager=UID=Ann, ou=people,dc=example,dc=org)", ["eve"]),
        ("(memberOf=cn=staff,ou=groups,dc=example,dc=org)", ["ann"]),
        ("(memberOf:1.2.840.113556.1.4.1941:=cn=STAFF,ou=groups,dc=example,dc=org)", ["ann", "bob", "eve"]),
        ("(memberOf:1.2.840.113556.1.4.1941:=cn=ops,ou=groups,dc=example,dc=org)", ["bob", "eve"]),
        ("(userAccountControl:1.2.840.113556.1.4.803:=514)", ["bob"]),
        ("(userAccountControl:1.2.840.113556.1.4.803:=3)", []),
        ("(userAccountControl:1.2.840.113556.1.4.804:=3)", ["bob"]),
        ("(cn:caseExactMatch:=ann example)", []), ("(cn:caseExactMatch:=Ann Example)", ["ann"]),
        ("(ou:dn:=people)", ["ann", "bob", "eve"]), ("(:caseIgnoreMatch:=DR)", ["ann"]), ("(cn:1.2.3:=ann)", []),
        ("(userPassword=*)", []), ("(userPassword=quince-37)", []), ("(entryUUID=*)", ["ann", "bob", "eve"]),
    ]

    @Test(arguments: cases) func aFilterFindsWhatItSays(_ filter: String, _ found: [String]) throws {
        let server = try People.server()
        let reply = try LDAPClient(server.url).search("ou=people,\(People.base)", 1, filter, ["uid"])
        #expect(reply.code == 0)
        #expect(reply.found.compactMap { $0.attributes["uid"]?.first } == found)
    }

    @Test func groupsAreFoundByAMemberOfAMember() throws {
        let server = try People.server()
        let filter = "(member:1.2.840.113556.1.4.1941:=uid=eve,ou=people,dc=example,dc=org)"
        let reply = try LDAPClient(server.url).search(People.base, 2, filter, ["cn"])
        #expect(reply.found.compactMap { $0.attributes["cn"]?.first } == ["staff", "ops", "night"])
    }

    @Test(arguments: [
        ("(&(uid=ann)(|(cn=a*b*)(!(sn=x))))", "(&(uid=ann)(|(cn=a*b*)(!(sn=x))))"),
        ("(cn=\\2a\\28\\29\\5c\\00)", "(cn=\\2a\\28\\29\\5c\\00)"), ("(cn=Zo\\c3\\ab)", "(cn=Zoë)"),
        ("(cn=\\ff)", "(cn=\\ff)"), ("(cn:dn:2.5.13.2:=x)", "(cn:dn:2.5.13.2:=x)"),
        ("(uidNumber>=5)", "(uidNumber>=5)"),
        ("(cn~=x)", "(cn~=x)"), ("(mail=*)", "(mail=*)"), ("(userPassword=secret)", "(userPassword=...)"),
    ])
    func theLogShowsTheFilterAsItWasUnderstood(_ filter: String, _ shown: String) throws {
        let server = try People.server()
        _ = try LDAPClient(server.url).search(People.base, 2, filter)
        #expect(server.log.last { $0.operation == "search" }?.filter == shown)
    }
}
