import JSONText
import TestSupport
import Testing

/// People of a real OpenLDAP over HTTP.
@Suite struct DirectoryJourneyTests {
    @Test func whoIsInTheDirectorySignsInAndComesIntoTheMappedGroups() async throws {
        try await DirectoryHouse.with { house, admin, slapd in
            try await house.mappedGroup(
                "builders", to: "cn=engineering,ou=groups,dc=example,dc=org", roles: ["auditor"], madeBy: admin)
            let answer = try await house.signInOfTheDirectory("dave")
            try #require(answer.status == 201, "\(answer.text)")
            #expect(answer.string("user.source") == "corp")
            #expect(answer.string("user.displayName") == "Dave Draper")
            #expect(answer.string("user.email") == "dave@example.org")
            // dave is in databases, which is in backend, which is in engineering.
            #expect(try await house.groups(of: "dave", admin) == ["builders"])
            let rights = try await house.send(Request("GET", "me", token: answer.string("token")))["rights"]
            #expect(rights?.arrayValue?.contains("audit:read") == true)
            #expect(try await house.signIn("dave", "wrong").status == 401)
            let again = try await house.signInOfTheDirectory("dave")
            #expect(again.string("user.id") == answer.string("user.id"))
        }
    }

    @Test func listingAndReadingUsersAsksTheDirectoryNothing() async throws {
        try await DirectoryHouse.with { house, admin, slapd in
            #expect(try await house.sync(admin)["counts.created"]?.integerValue ?? 0 > 20)
            let before = try slapd.log()
            #expect(try await house.get("users?limit=200", admin).status == 200)
            #expect(try await house.get("users/login:ann", admin).status == 200)
            #expect(try await house.get("users/login:ann/groups", admin).status == 200)
            #expect(try await house.get("sources", admin).status == 200)
            #expect(try slapd.log() == before)
        }
    }

    @Test func aDirectoryThatIsKilledUnderLoadLeavesLocalUsersAloneAndIsUsedAgainWhenItIsBack() async throws {
        try await DirectoryHouse.with { house, admin, slapd in
            _ = try await house.person("lotte", madeBy: admin)
            let load = Task {
                var statuses: Set<Int> = []
                while !Task.isCancelled { statuses.insert(try await house.signInOfTheDirectory("ann").status) }
                return statuses
            }
            _ = try await eventually("ann is signed in") { try slapd.binds(of: "uid=ann") > 3 ? true : nil }
            try slapd.kill()
            _ = try await eventually("the directory is found to be away") {
                try await house.signInOfTheDirectory("bob").status == 503 ? true : nil
            }
            for _ in 0..<5 { _ = try await house.signedIn("lotte", Sample.password) }
            #expect(try await house.signInOfTheDirectory("bob").status == 503)
            #expect(try await house.get("sources/corp", admin).string("health.state") == "failing")
            try slapd.restart()
            // Two seconds on a machine that has nothing else to do.
            _ = try await eventually("the directory is used again", within: .seconds(20)) {
                try await house.signInOfTheDirectory("bob").status == 201 ? true : nil
            }
            load.cancel()
            #expect(try await load.value.isSubset(of: [201, 503, 429]))
            #expect(try await house.get("sources/corp", admin).string("health.state") == "answering")
        }
    }

    @Test func aSourceShowsWhatItIsAndNoneOfItsSettings() async throws {
        try await DirectoryHouse.with { house, admin, slapd in
            let answer = try await house.get("sources/corp", admin)
            #expect(answer.string("kind") == "ldap")
            #expect(answer["bringsPeople"] == true)
            #expect(answer["policy.createsOnFirstLogin"] == true)
            #expect(answer["users"]?.integerValue == 0)
            #expect(answer["lastSync"] == .null)
            for secret in ["reader", "secret", slapd.place.url] { #expect(!answer.text.contains(secret)) }
            #expect(try await house.get("sources/nowhere", admin).status == 404)
            let list = try await house.get("sources", admin)
            #expect(list["items"]?.arrayValue?.count == 2)
        }
    }

    @Test func aSyncTellsWhatItDidAndADryRunDoesNothing() async throws {
        try await DirectoryHouse.with { house, admin, slapd in
            let rehearsal = try await house.sync(admin, ["dryRun": true])
            let created = try #require(rehearsal["counts.created"]?.integerValue)
            #expect(created > 20)
            #expect(try await house.get("users/login:ann", admin).status == 404)
            #expect(try await house.get("sources/corp/sync", admin)["report"] == .null)
            let few = try await house.sync(admin, ["logins": ["ann", "nobody-at-all"]])
            #expect(few["counts.created"]?.integerValue == 1)
            #expect(few["unknown"] == ["nobody-at-all"])
            #expect(try await house.sync(admin)["counts.created"]?.integerValue == created - 1)
            #expect(try await house.sync(admin)["counts.unchanged"]?.integerValue == created)
            #expect(try await house.get("sources/corp/sync", admin).string("report.outcome") == "done")
            #expect(try await house.post("sources/local/sync", admin, [:]).status == 409)
        }
    }

    @Test func aRehearsalExplainsASignInAndOpensNone() async throws {
        try await DirectoryHouse.with { house, admin, slapd in
            try await house.mappedGroup(
                "builders", to: "cn=engineering,ou=groups,dc=example,dc=org", madeBy: admin)
            func rehearse(_ login: String, _ password: String) async throws -> Answer {
                let answer = try await house.post(
                    "sign-ins/rehearsal", admin, ["login": .string(login), "password": .string(password)])
                #expect(answer.status == 200, "\(answer.text)")
                return answer
            }
            let good = try await rehearse("bob", "bob-secret")
            #expect(good.string("outcome") == "success")
            #expect(good.string("person.change") == "created")
            #expect(good["person.joins"]?.arrayValue?.first?.objectValue?["name"] == "builders")
            #expect(good["told"] == .null)
            #expect(!good.text.contains("bob-secret"))
            #expect(try await house.get("users/login:bob", admin).status == 404)
            let wrong = try await rehearse("bob", "wrong")
            #expect(wrong.string("outcome") == "rejected")
            #expect(wrong.string("told.type") == "urn:gatehouse:problem:unauthenticated")
            #expect(wrong["session"] == .null)
            #expect(try await rehearse("twin", "twin-secret").string("outcome") == "ambiguous")
            #expect(try await rehearse(admin.login, admin.password).string("outcome") == "success")
        }
    }
}
