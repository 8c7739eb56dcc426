import Foundation
import LDAPKit
import TestSupport
import Testing

/// Names that are legal and hard go through both escapers to exactly their own entry.
@Suite struct HardNamesTests {
    private static let names = [
        "o'neil", "doe, john", "a(b)c", "a\\b", "a*b", "#x", " lead", "ü", "a+b=c", "semi;colon", "\"quoted\"",
        "<angle>", "trail ", "日本 太郎", "plain", "*", "**", "(", ")", "()", "\\", "\\\\", "\\2a", "\\5c2a", "=", "=x",
        ",", ",,", "+", "<", ">", ";", "\"", "##", "a#b", "x#", "{login}", "%s", "%2A", "a/b", "a&b", "|", "!", "(&)",
        "(uid=*)", "*)(uid=*", "cn=x,dc=y", "a\tb", "e\u{301}a", "Zoë (ext)", "🙂", "ß", "a\u{200D}b", "~x", "x:y",
        ":dn:",
    ]

    @Test func l03_eachNameFindsItsOwnEntryAndSignsIn() throws {
        let directory = try Slapd.shared()
        let base = "ou=hard,\(directory.place.base)"
        let naming = try DistinguishedNameTemplate("uid={login},\(base)")
        let finding = try LDAPFilterTemplate("(uid={login})")
        func encoded(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
        var ldif = "dn: \(base)\nobjectClass: organizationalUnit\nou: hard\n\n"
        for (number, name) in Self.names.enumerated() {
            ldif += """
                dn:: \(encoded(try naming.name(["login": name]).text))
                objectClass: inetOrgPerson
                uid:: \(encoded(name))
                cn: \(number)
                sn: \(number)
                userPassword: secret-\(number)


                """
        }
        try directory.apply(ldif)
        #expect(Self.names.count >= 40)
        let reader = try directory.reading(), user = try directory.connection()
        for (number, name) in Self.names.enumerated() {
            let filter = try finding.filter(["login": name])
            let found = try reader.search(LDAPSearch(base: DistinguishedName(base), filter: filter)).entries
            #expect(found.map { $0.firstString("cn") } == ["\(number)"], "\(name)")
            let built = try naming.name(["login": name])
            #expect(built.rdns.count == 4 && built.rdns[0].parts[0].string == name, "\(name)")
            #expect(try user.bind(dn: built.text, password: "secret-\(number)".utf8).isSuccess, "\(name)")
            guard let entry = found.first else { continue }
            #expect(try DistinguishedName(entry.dn) == built, "\(name)")
            #expect(try user.bind(dn: entry.dn, password: "secret-\(number)".utf8).isSuccess, "\(name)")
        }
    }
}
