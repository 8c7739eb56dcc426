import TestSupport
import Testing

/// `gatehouse ldap search` and `ldap whoami` against a real OpenLDAP.
@Suite struct DirectoryQueryTests {
    @Test func aSearchPrintsWhatTheSourceSees() throws {
        let place = try DirectorySite()
        let run = try place.site.run("ldap", "search", "(uid=ann)", "cn", "mail")
        #expect(run.status == 0, "\(run.errors)")
        #expect(
            run.output.hasPrefix("dn: uid=ann,ou=people,dc=example,dc=org\ncn: Ann Archer\nmail: ann@example.org\n"))
        let object = try place.site.run("ldap", "search", "(uid=ann)", "memberOf", "--json").json()
        let entries = try #require(object["entries"] as? [[String: Any]])
        let attributes = try #require(entries.first?["attributes"] as? [String: [String]])
        #expect(attributes["memberOf"]?.contains("cn=staff,ou=groups,dc=example,dc=org") == true)
        #expect(object["complete"] as? Bool == true)
    }

    @Test func aValueThatCouldBeMisreadIsInBase64() throws {
        let place = try DirectorySite()
        let run = try place.site.run("ldap", "search", "(cn=Hard Name 7)", "uid")
        #expect(run.output.contains("\nuid:: IGxlYWQ=\n"), "\(run.output)")
    }

    @Test func z12_aPasswordIsShownOnlyToWhoNamesItsAttribute() throws {
        let place = try DirectorySite()
        let admin = try place.entry(["bind": place.bind(place.slapd.place.admin)])
        let all = try place.site.run("ldap", "search", "(uid=ann)", "--config", admin)
        #expect(all.status == 0 && all.output.contains("\nuserPassword: (hidden)\n"), "\(all.output)\(all.errors)")
        let json = try place.site.run("ldap", "search", "(uid=ann)", "*", "--config", admin, "--json")
        #expect(json.output.contains("(hidden)") && !json.output.contains("ann-secret"))
        let named = try place.site.run("ldap", "search", "(uid=ann)", "userpassword", "--config", admin)
        #expect(named.output.contains("\nuserPassword:") && !named.output.contains("(hidden)"), "\(named.output)")
    }

    @Test func baseScopeAndLimitAreKept() throws {
        let place = try DirectorySite()
        let north = try place.site.run(
            "ldap", "search", "(uid=twin)", "1.1", "--base", "ou=north,ou=people,dc=example,dc=org", "--scope", "one")
        #expect(north.output.split(separator: "\n").filter { $0.hasPrefix("dn:") }.count == 1)
        let few = try place.site.run("ldap", "search", "(objectClass=inetOrgPerson)", "1.1", "--limit", "2")
        #expect(few.status == 9)
        #expect(few.output.split(separator: "\n").filter { $0.hasPrefix("dn:") }.count == 2)
        #expect(few.errors.contains("sizeLimitExceeded"))
        #expect(try place.site.run("ldap", "search", "(uid=ann").status == 2)
        #expect(try place.site.run("ldap", "search", "(uid=ann)", "--base", "nonsense").status == 2)
        #expect(try place.site.run("ldap", "search", "(uid=ann)", "--base", "ou=x,dc=example,dc=org").status == 12)
        let none = try place.site.run("ldap", "search", "(uid=nobody-at-all)", "--json")
        #expect(none.status == 0)
        #expect((try none.json()["entries"] as? [Any])?.isEmpty == true)
    }

    @Test func whoAmIIsTheAccountOfTheSourceOrAPerson() throws {
        let place = try DirectorySite()
        let file = try place.entry()
        let service = try place.site.run("ldap", "whoami", "--config", file)
        #expect(service.output == "dn:\(place.slapd.place.reader.dn)\n", "\(service.errors)")
        let ann = try place.site.run(
            "ldap", "whoami", "--login", "ann", "--password-file", try place.password(of: "ann"), "--json")
        #expect(try ann.json()["name"] as? String == "dn:uid=ann,ou=people,dc=example,dc=org")
        let wrong = try place.wrongPassword()
        #expect(try place.site.run("ldap", "whoami", "--login", "ann", "--password-file", wrong).status == 4)
        #expect(try place.site.run("ldap", "whoami", "--login", "nobody", "--password-file", wrong).status == 3)
        #expect(try place.site.run("ldap", "whoami", "--login", "twin", "--password-file", wrong).status == 11)
        #expect(try place.site.run("ldap", "whoami", "--login", "ann").status == 2, "nobody to ask")
        try place.slapd.kill()
        #expect(try place.site.run("ldap", "whoami").status == 6)
    }

    @Test func aPersonSeesWhatTheyMaySee() throws {
        let place = try DirectorySite()
        let run = try place.site.run(
            "ldap", "search", "(uid=ann)", "cn", "--as-login", "ann", "--password-file", try place.password(of: "ann"))
        #expect(run.status == 0, "\(run.errors)")
        #expect(!run.output.contains("ann-secret"))
    }
}
