import LDAPKit
import Testing

@Suite struct LDAPURLTests {
    @Test(arguments: [
        ("ldap://dir.example.org", "ldap://dir.example.org:389"),
        ("LDAPS://dir.example.org/", "ldaps://dir.example.org:636"),
        ("ldap://[::1]:3890", "ldap://[::1]:3890"),
        ("ldapi://%2Frun%2Fslapd%2Fldapi", "ldapi://%2Frun%2Fslapd%2Fldapi"),
    ])
    func anAddressIsReadAndWritten(_ text: String, _ written: String) throws {
        #expect(try LDAPURL(text).description == written)
    }
}
