import TestSupport
import Testing

/// What other tests build on.
@Suite struct FixtureTests {
    @Test func eachHardNameIsFoundOnceAndCanSignIn() throws {
        let slapd = try Slapd.start()
        for name in Slapd.hardNames {
            let found = try Directory.search(slapd, "(uid=\(Directory.escaped(name)))")
            try #require(found.count == 1, "\(name)")
            let answer = try Directory.whoAmI(slapd, found[0], Slapd.password(of: name))
            #expect(answer.hasPrefix("dn:uid="), "\(name)")
        }
    }

    @Test func withoutASignInOnlyTheRootIsReadable() throws {
        let slapd = try Slapd.start()
        let root = try Directory.text(["ldapsearch", "-x", "-LLL", "-H", slapd.place.url, "-b", "", "-s", "base", "+"])
        #expect(root.contains("namingContexts: \(slapd.place.base)"))
        #expect(throws: Program.Failure.self) {
            try Program.run(["ldapsearch", "-x", "-H", slapd.place.url, "-b", slapd.place.base])
        }
        #expect(throws: Program.Failure.self) { try Directory.search(slapd, "(uid=ann)", as: slapd.place.blind) }
    }

    @Test func oneLoginStandsForTwoPeople() throws {
        #expect(try Directory.search(Slapd.start(), "(uid=twin)").count == 2)
    }

    @Test func groupsOfAPersonStandInItsEntryAndGoWithTheGroup() throws {
        let slapd = try Slapd.start()
        #expect(try Directory.search(slapd, "(memberOf=cn=databases,ou=groups,dc=example,dc=org)").count == 1)
        try slapd.apply("dn: cn=databases,ou=groups,dc=example,dc=org\nchangetype: delete\n")
        #expect(try Directory.search(slapd, "(memberOf=cn=databases,ou=groups,dc=example,dc=org)") == [])
    }

    @Test func policiesAnswerEachInTheirWay() throws {
        let slapd = try Slapd.start()
        let expected = [
            "locked": "Account locked", "expired": "Password expired", "grace": "2 grace logins remain",
            "warned": "Password expires in", "must-change": "Password must be changed",
        ]
        for (name, answer) in expected {
            #expect(try Directory.signInMessages(slapd, name).contains(answer), "\(name)")
        }
        for _ in 1...5 { _ = try Directory.signInMessages(slapd, "bob", password: "wrong") }
        #expect(try Directory.signInMessages(slapd, "bob").contains("Account locked"))
    }

    @Test func theLimitedAccountIsCutOff() throws {
        let slapd = try Slapd.start()
        let failure = #expect(throws: Program.Failure.self) {
            try Directory.search(slapd, "(objectClass=inetOrgPerson)", as: slapd.place.limited)
        }
        #expect(failure?.description.contains("Size limit exceeded") == true)
    }

    @Test func theSocketTakesWhoeverRunsItForTheReader() throws {
        let slapd = try Slapd.start()
        #expect(
            try Directory.text(["ldapwhoami", "-Q", "-Y", "EXTERNAL", "-H", slapd.place.socketURL])
                == "dn:\(slapd.place.reader.dn)\n")
    }

    @Test(arguments: Slapd.Certificate.allCases)
    func onlyTheGoodCertificateIsTrusted(_ certificate: Slapd.Certificate) throws {
        let slapd = try Slapd.start(.init(certificate: certificate))
        let place = slapd.place
        let ways = [["-ZZ", "-H", place.url]] + (place.tlsURL.map { [["-H", $0]] } ?? [])
        for way in ways {
            let command =
                ["env", "LDAPTLS_CACERT=\(place.authority)", "LDAPTLS_REQCERT=demand", "ldapwhoami", "-x"] + way
                + ["-D", place.reader.dn, "-w", place.reader.password]
            if certificate == .good {
                #expect(try Directory.text(command) == "dn:\(place.reader.dn)\n")
            } else {
                #expect(throws: Program.Failure.self) { try Program.run(command) }
            }
        }
        #expect(try Directory.whoAmI(slapd, place.reader) == "dn:\(place.reader.dn)")
    }

    @Test func aServerThatWantsTLSTakesNoPasswordInClear() throws {
        let slapd = try Slapd.start(.init(requiresTLS: true))
        let failure = #expect(throws: Program.Failure.self) { try Directory.whoAmI(slapd, slapd.place.reader) }
        #expect(failure?.description.contains("Confidentiality required") == true)
    }

    @Test func manyUsersComeInGroupsOfAHundred() throws {
        let slapd = try Slapd.start(.init(users: 250, keepsLog: false))
        #expect(try Directory.search(slapd, "(memberOf=cn=group3,ou=many,ou=groups,dc=example,dc=org)").count == 50)
        let last = "uid=user250,ou=many,ou=people,dc=example,dc=org"
        #expect(try Directory.whoAmI(slapd, last, "user250-secret") == "dn:\(last)")
    }
}
