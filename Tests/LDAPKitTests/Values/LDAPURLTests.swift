import LDAPKit
import Testing

@Suite struct LDAPURLTests {
    @Test(arguments: [
        ("ldap://dir.example.org", "ldap://dir.example.org:389"),
        ("LDAPS://dir.example.org/", "ldaps://dir.example.org:636"),
        ("ldap://[::1]:3890", "ldap://[::1]:3890"),
        ("ldap://10.1.2.3:389", "ldap://10.1.2.3:389"), ("ldap://[64:ff9b::a01:203]", "ldap://[64:ff9b::a01:203]:389"),
        ("ldap://[2002:a01:203::a9fe:a9fe]:3890", "ldap://[2002:a01:203::a9fe:a9fe]:3890"),
        ("ldapi://%2frun%2Fslapd%2Fldapi", "ldapi://%2Frun%2Fslapd%2Fldapi"),
    ])
    func anAddressIsReadAndWritten(_ text: String, _ written: String) throws {
        #expect(try LDAPURL(text).description == written)
        #expect(try LDAPURL(written) == LDAPURL(text))
    }

    @Test(arguments: [
        ("http://dir.example.org", LDAPURLError.otherScheme), ("file:///etc/passwd", .otherScheme),
        ("gopher://x", .otherScheme), ("cldap://x", .otherScheme), ("ldap:dir", .otherScheme), ("", .otherScheme),
        ("dir.example.org", .otherScheme), (" ldap://x", .otherScheme), ("ldap\u{0}://x", .otherScheme),
        ("ldap://user:pw@host", .login), ("ldap://cn=x,dc=y:pw@host", .login),
        ("ldap://host/dc=x", .moreThanAServer), ("ldap://host?x", .moreThanAServer),
        ("ldap://host ldap://other", .moreThanAServer), ("ldap://h/ ldap://other", .moreThanAServer),
        ("ldap://", .host),
        ("ldap://a,ldap://b", .moreThanAServer), ("ldap://a,b", .host), ("ldap://a b", .host), ("ldap://ho%73t", .host),
        ("ldap://[::1", .host), ("ldap://[x]", .host),
        ("ldap://host\r\n", .host), ("ldap://host:0", .port), ("ldap://host:65536", .port), ("ldap://host:+5", .port),
        ("ldap://host:", .port), ("ldapi://", .path), ("ldapi://run%2Fldapi", .path), ("ldapi://%2Frun%00", .path),
        ("ldapi://%2", .path), ("ldapi:///run/ldapi", .moreThanAServer),
        ("ldap://169.254.169.254", .forbiddenAddress), ("ldap://2852039166", .forbiddenAddress),
        ("ldap://0xA9FEA9FE", .forbiddenAddress), ("ldap://[fe80::1]", .forbiddenAddress),
        ("ldap://[fd00:ec2::254]", .forbiddenAddress), ("ldap://[::ffff:169.254.169.254]", .forbiddenAddress),
        ("ldap://[::169.254.169.254]", .forbiddenAddress), ("ldap://[::ffff:0:169.254.169.254]", .forbiddenAddress),
        ("ldap://[64:ff9b::a9fe:a9fe]", .forbiddenAddress), ("ldap://[64:ff9b:1::a9fe:a9fe]", .forbiddenAddress),
        ("ldap://[2002:a9fe:a9fe::]", .forbiddenAddress), ("ldap://[2002:a9fe:a9fe::1]", .forbiddenAddress),
    ])
    func l11_whatIsNoDirectoryIsRefused(_ text: String, _ error: LDAPURLError) {
        #expect(throws: error) { try LDAPURL(text) }
        #expect(!error.description.contains("pw"))
    }

    @Test func thisMachineIsKnown() throws {
        #expect(try LDAPURL("ldap://127.3.2.1").isLoopback)
        #expect(try LDAPURL("ldap://[::1]").isLoopback)
        #expect(try LDAPURL("ldapi://%2Frun%2Fldapi").isLoopback)
        #expect(try !LDAPURL("ldap://128.0.0.1").isLoopback)
        #expect(try !LDAPURL("ldap://127.0.0.1.example").isLoopback)
    }
}
