import JSONText
import Testing

@Suite struct UserJourneyTests {
    @Test func aNewUserIsFoundByIdAndByLoginHoweverItIsWritten() async throws {
        try await withGatehouse { house, admin in
            let made = try await house.post(
                "users", admin,
                ["login": "Jürgen", "email": "Juergen@Example.org", "givenName": "Jürgen", "familyName": "Maß"])
            #expect(made.status == 201)
            let id = try #require(made.string("id"))
            #expect(made.field("Location") == "/api/v1/users/\(id)")
            #expect(made.field("ETag") != nil)
            #expect(made.string("displayName") == "Jürgen")
            #expect(made["roles"] == ["member"])
            let names = ["Jürgen", "jürgen", "JÜRGEN", "Ｊüｒｇｅｎ", "ju\u{308}rgen"]
            for path in ["users/\(id)", "users/\(id.uppercased())"] + names.map({ "users/login:\(escaped($0))" }) {
                let found = try await house.get(path, admin)
                #expect(found.status == 200, "\(path)")
                #expect(found.string("id") == id)
                #expect(found.field("ETag") == made.field("ETag"))
            }
            #expect(try await house.get("users/login:nobody", admin).status == 404)
            #expect(try await house.get("users/00000000-0000-7000-8000-000000000000", admin).status == 404)
        }
    }

    @Test func aSecondUserWithTheSameLoginOrAddressIsRefusedHoweverItIsWritten() async throws {
        try await withGatehouse { house, admin in
            let first: JSONValue = ["login": "straße", "email": "eva@example.org"]
            #expect(try await house.post("users", admin, first).status == 201)
            for login in ["straße", "STRASSE", "Ｓtrasse"] {
                let answer = try await house.post("users", admin, ["login": .string(login)])
                #expect(answer.status == 409)
                #expect(answer.problem == "already-exists")
            }
            let answer = try await house.post("users", admin, ["login": "eva", "email": "EVA@Example.ORG"])
            #expect(answer.status == 409)
            #expect(try house.rows("SELECT count(*) FROM users") == ["2"])
        }
    }

    @Test func anEditNamesTheVersionThatItStartedFrom() async throws {
        try await withGatehouse { house, admin in
            let made = try await house.post("users", admin, ["login": "anna"])
            let path = "users/\(try #require(made.string("id")))", tag = try #require(made.field("ETag"))
            let edited = try await house.patch(path, admin, ["displayName": "Anna", "email": "a@b.org"], ifMatch: tag)
            #expect(edited.status == 200)
            #expect(edited.string("displayName") == "Anna")
            #expect(edited["version"] == 2)
            let stale = try await house.patch(path, admin, ["displayName": "Otto"], ifMatch: tag)
            #expect(stale.status == 412)
            #expect(stale.isProblem)
            for tag in ["\"x\"", "1", "W/\"1-0\"", "\"\""] {
                #expect(try await house.patch(path, admin, ["displayName": "Otto"], ifMatch: tag).status == 412)
            }
            #expect(try await house.patch(path, admin, ["displayName": "A."], ifMatch: "*").status == 200)
            let cleared = try await house.patch(path, admin, ["email": .null])
            #expect(cleared["email"] == .null)
            let unchanged = try await house.send(
                Request(
                    "GET", path, token: admin.token, fields: [("If-None-Match", try #require(cleared.field("ETag")))]))
            #expect(unchanged.status == 304)
            #expect(unchanged.body.isEmpty)
            let staleDelete = Request("DELETE", path, token: admin.token, fields: [("If-Match", tag)])
            #expect(try await house.send(staleDelete).status == 412)
        }
    }

    @Test func severalIfMatchFieldsNeverMakeAnEditUnconditional() async throws {
        try await withGatehouse { house, admin in
            let made = try await house.post("users", admin, ["login": "anna"])
            let path = "users/\(try #require(made.string("id")))"
            let twice = Request(
                "PATCH", path, token: admin.token, json: ["displayName": "Otto"],
                fields: [("If-Match", "\"7-0\""), ("If-Match", "\"8-0\"")])
            #expect(try await house.send(twice).status == 412)
        }
    }

    @Test func disablingEndsEverySessionWithTheNextRequest() async throws {
        try await withGatehouse { house, admin in
            let anna = try await house.person("anna", madeBy: admin)
            let other = try await house.signedIn("anna", Sample.password)
            #expect(try await house.get("me", anna).status == 200)
            #expect(try await house.patch("users/\(anna.id)", admin, ["enabled": false]).status == 200)
            #expect(try await house.get("me", anna).status == 401)
            #expect(try await house.get("me", other).status == 401)
            #expect(try await house.signIn("anna", Sample.password).status == 401)
            #expect(try await house.patch("users/\(anna.id)", admin, ["enabled": true]).status == 200)
            #expect(try await house.get("me", anna).status == 401, "an old session stays ended")
            _ = try await house.signedIn("anna", Sample.password)
        }
    }

    @Test func aDeletedUserIsGoneWithSessionsAndTheNameIsFreeForAnother() async throws {
        try await withGatehouse { house, admin in
            let anna = try await house.person("anna", role: "admin", madeBy: admin)
            #expect(try await house.delete("users/\(anna.id)", admin).status == 204)
            #expect(try await house.get("me", anna).status == 401)
            #expect(try await house.get("users/\(anna.id)", admin).status == 404)
            #expect(try await house.delete("users/\(anna.id)", admin).status == 404)
            #expect(try await house.signIn("anna", Sample.password).status == 401)
            let again = try await house.person("anna", madeBy: admin)
            #expect(again.id != anna.id)
            #expect(try await house.get("me", anna).status == 401)
            #expect(try await house.get("me", again)["serverPermissions"] == [])
        }
    }

    @Test func theLastAdministratorCanNotBeRemovedDisabledOrDemoted() async throws {
        try await withGatehouse { house, admin in
            let path = "users/\(admin.id)"
            for answer in [
                try await house.delete(path, admin), try await house.patch(path, admin, ["roles": ["admin"]]),
                try await house.patch(path, admin, ["roles": []]),
            ] {
                #expect(answer.status == 409)
                #expect(answer.problem == "last-administrator")
            }
            #expect(try await house.patch(path, admin, ["enabled": false]).problem == "own-account")
            let second = try await house.person("second", role: "super-admin", madeBy: admin)
            #expect(try await house.patch("users/\(second.id)", admin, ["enabled": false]).status == 200)
            #expect(try await house.delete(path, admin).status == 409, "a disabled one does not count")
            #expect(try await house.patch("users/\(second.id)", admin, ["enabled": true]).status == 200)
            #expect(try await house.delete(path, admin).status == 204)
            #expect(try await house.get("me", admin).status == 401)
        }
    }

    @Test func twoAdministratorsWhoRemoveEachOtherAtOnceLeaveOne() async throws {
        try await withGatehouse { house, admin in
            let second = try await house.person("second", role: "super-admin", madeBy: admin)
            let answers = try await house.send(all: [
                Request("DELETE", "users/\(second.id)", token: admin.token),
                Request("DELETE", "users/\(admin.id)", token: second.token),
            ])
            #expect(answers.count { $0.status == 204 } == 1)
            #expect(try house.rows("SELECT count(*) FROM users") == ["1"])
        }
    }
}
