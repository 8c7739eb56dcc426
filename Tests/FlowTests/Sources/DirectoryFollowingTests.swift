import JSONText
import TestSupport
import Testing

/// How users follow a real OpenLDAP, and whom they never become.
@Suite struct DirectoryFollowingTests {
    @Test func l12_aGroupGivesNothingUnlessItIsTheOneThatIsMapped() async throws {
        try await DirectoryHouse.with { house, admin, _ in
            try await house.mappedGroup(
                "by-dn", to: "cn=administrators,ou=groups,dc=example,dc=org", roles: ["admin"], madeBy: admin)
            try await house.mappedGroup("by-name", to: "administrators", madeBy: admin)
            for (name, text) in [("a", "Administrators"), ("b", "administrators "), ("c", "аdministrators")] {
                try await house.mappedGroup("like-\(name)", to: text, madeBy: admin)
            }
            #expect(
                try await house.post("groups", admin, ["name": "administrators", "roles": ["admin"]]).status == 201)
            #expect(try await house.signInOfTheDirectory("ann").status == 201)
            #expect(try await house.groups(of: "ann", admin) == ["by-dn", "by-name"])
            // eve is in a group of that name outside of the groups.
            #expect(try await house.signInOfTheDirectory("eve").status == 201)
            #expect(try await house.groups(of: "eve", admin) == [])
        }
    }

    @Test func l13_whoLeavesAMappedGroupLosesItsRightsAtTheNextSignInAndAtTheNextSync() async throws {
        try await DirectoryHouse.with { house, admin, slapd in
            try await house.mappedGroup(
                "auditors", to: "cn=staff,ou=groups,dc=example,dc=org", roles: ["auditor"], madeBy: admin)
            func leave(_ name: String) throws {
                try slapd.apply(
                    "dn: cn=staff,ou=groups,dc=example,dc=org\nchangetype: modify\ndelete: member\n"
                        + "member: uid=\(name),ou=people,dc=example,dc=org\n")
            }
            func mayReadAudit(_ answer: Answer) async throws -> Bool {
                try await house.send(Request("GET", "audit?limit=1", token: answer.string("token"))).status == 200
            }
            let ann = try await house.signInOfTheDirectory("ann"), bob = try await house.signInOfTheDirectory("bob")
            #expect(try await mayReadAudit(ann))
            #expect(try await mayReadAudit(bob))
            try leave("ann")
            let again = try await house.signInOfTheDirectory("ann")
            #expect(try await !mayReadAudit(again))
            #expect(try await !mayReadAudit(ann), "of the session of before too")
            try leave("bob")
            #expect(try await mayReadAudit(bob), "nobody has told yet")
            _ = try await house.sync(admin)
            #expect(try await !mayReadAudit(bob))
        }
    }

    @Test func l14_whoIsGoneFromTheDirectoryIsRefusedAndLosesTheSessionAtTheNextSync() async throws {
        try await DirectoryHouse.with { house, admin, slapd in
            let ann = try await house.signInOfTheDirectory("ann")
            try slapd.apply("dn: uid=ann,ou=people,dc=example,dc=org\nchangetype: delete\n")
            #expect(try await house.signInOfTheDirectory("ann").status == 401)
            let report = try await house.sync(admin)
            #expect(report["names.withdrawn"] == ["ann"], "\(report.text)")
            #expect(try await house.send(Request("GET", "me", token: ann.string("token"))).status == 401)
            #expect(try await house.get("users/login:ann", admin)["enabled"] == false)
            #expect(try await house.signInOfTheDirectory("ann").status == 401)
        }
    }

    @Test func l15_anEntryWithTheLoginOfALocalAdministratorTakesNothingOver() async throws {
        try await DirectoryHouse.with { house, admin, slapd in
            try slapd.apply(
                """
                dn: uid=\(admin.login),ou=people,dc=example,dc=org
                objectClass: inetOrgPerson
                uid: \(admin.login)
                cn: Not The Administrator
                sn: Administrator
                userPassword: \(admin.login)-secret

                """)
            #expect(try await house.signInOfTheDirectory(admin.login).status == 401)
            _ = try await house.signedIn(admin.login, admin.password)
            let report = try await house.sync(admin)
            let conflicts = report["conflicts"]?.arrayValue?.compactMap(\.objectValue) ?? []
            let clash = try #require(conflicts.first { $0["login"] == .string(admin.login) }, "\(report.text)")
            #expect(clash["reason"] == "login-taken")
            #expect(clash["userId"] == .string(admin.id))
            #expect(try await house.get("users/\(admin.id)", admin).string("source") == "local")
        }
    }

    @Test func l16_anEntryMadeAnewUnderAnOldNameIsNotTheOldUserAndARenamedOneIs() async throws {
        try await DirectoryHouse.with { house, admin, slapd in
            let ann = try await house.signInOfTheDirectory("ann"), bob = try await house.signInOfTheDirectory("bob")
            try slapd.apply(
                """
                dn: uid=ann,ou=people,dc=example,dc=org
                changetype: delete

                dn: uid=ann,ou=people,dc=example,dc=org
                changetype: add
                objectClass: inetOrgPerson
                uid: ann
                cn: Another Ann
                sn: Another
                userPassword: ann-secret

                dn: uid=bob,ou=people,dc=example,dc=org
                changetype: modrdn
                newrdn: uid=robert
                deleteoldrdn: 1

                """)
            #expect(try await house.signInOfTheDirectory("ann").status == 401)
            #expect(try await house.get("users/login:ann", admin).string("id") == ann.string("user.id"))
            let robert = try await house.signIn("robert", "bob-secret")
            #expect(robert.string("user.id") == bob.string("user.id"), "\(robert.text)")
            #expect(robert.string("user.login") == "robert")
            let report = try await house.sync(admin, ["logins": ["ann"]])
            let reasons = report["conflicts"]?.arrayValue?.compactMap { $0.objectValue?["reason"] } ?? []
            #expect(reasons == ["re-created"], "\(report.text)")
        }
    }

    @Test func l17_anAnswerThatIsCutOffOrEmptyTakesNobodyAway() async throws {
        let slapd = try Slapd.start()
        defer { slapd.stop() }
        let folder = try TemporaryFolder()
        func inHouse(_ settings: JSONObject, _ body: (Gatehouse, Person) async throws -> Void) async throws {
            let sections = DirectoryHouse.sections(of: slapd, settings)
            let house = try await Gatehouse.start(in: folder, Settings(sections))
            let password = try #require(house.firstAdministrator?.password ?? folder.text(of: "password").nonEmpty)
            try folder.write(password, to: "password")
            try await body(house, try await house.signedIn("admin", password))
            try await house.stop()
        }
        func enabled(_ house: Gatehouse) throws -> String? {
            try house.rows("SELECT count(*) FROM users WHERE source = 'corp' AND is_enabled = 1").first
        }
        var before: String?
        try await inHouse([:]) { house, admin in
            #expect(try await house.sync(admin).string("outcome") == "done")
            before = try enabled(house)
        }
        try await inHouse(["bind": DirectoryHouse.bind(as: slapd.place.limited)]) { house, admin in
            let report = try await house.sync(admin)
            #expect(report.string("outcome") == "failed", "\(report.text)")
            #expect(try enabled(house) == before)
        }
        try await inHouse(["people": ["base": "ou=services,dc=example,dc=org"]]) { house, admin in
            let report = try await house.sync(admin)
            #expect(report.string("outcome") == "stopped", "\(report.text)")
            #expect(report["share"] == .integer(1) || report["share"] == .number(1))
            #expect(try enabled(house) == before)
            let confirmed = try await house.sync(admin, ["confirmsRemovals": true])
            #expect(confirmed.string("outcome") == "done", "\(confirmed.text)")
            #expect(try enabled(house) == "0")
        }
    }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
