import JSONText
import Testing

@Suite struct PasswordJourneyTests {
    private static let temporary = "seven wet umbrellas", own = "a quiet green harbour"

    @Test func aTemporaryPasswordIsGoodOnlyForChoosingAnOwnOne() async throws {
        try await withGatehouse { house, admin in
            let before = try await house.person("anna", role: "super-admin", madeBy: admin)
            let set = try await house.put("users/\(before.id)/password", admin, ["password": .string(Self.temporary)])
            #expect(set.status == 204)
            #expect(try await house.get("me", before).status == 401, "setting a password ends the sessions")
            #expect(try await house.signIn("anna", Sample.password).status == 401)

            let anna = try await house.signedIn("anna", Self.temporary)
            #expect(try await house.get("me", anna)["user.requiredActions"] == ["update-password"])
            let id = before.id
            for request in [
                Request("GET", "users", token: anna.token), Request("GET", "users/\(id)", token: anna.token),
                Request("GET", "sessions", token: anna.token),
                Request("POST", "users", token: anna.token, json: ["login": "x"]),
                Request("PATCH", "users/\(id)", token: anna.token, json: ["displayName": "x"]),
                Request("DELETE", "users/\(admin.id)", token: anna.token),
                Request("DELETE", "sessions/\(id)", token: anna.token),
                Request("PUT", "users/\(admin.id)/password", token: anna.token, json: ["password": "aaa bbb ccc ddd"]),
            ] {
                let answer = try await house.send(request)
                #expect(answer.status == 403)
                #expect(answer.problem == "password-change-required")
            }
            let changed = try await house.put(
                "me/password", anna, ["currentPassword": .string(Self.temporary), "newPassword": .string(Self.own)])
            #expect(changed.status == 200)
            #expect(changed["user.requiredActions"] == [])
            #expect(try await house.get("me", anna).status == 401, "the old token gains no rights, it ends")
            let token = try #require(changed.string("token"))
            #expect(try await house.send(Request("GET", "users", token: token)).status == 200)
            #expect(try await house.signIn("anna", Self.temporary).status == 401)
            _ = try await house.signedIn("anna", Self.own)
        }
    }

    @Test func theOwnPasswordIsChangedOnlyWithTheRightOldOneAndAFitNewOne() async throws {
        try await withGatehouse { house, admin in
            let anna = try await house.person("anna-lena", madeBy: admin)
            let old = Sample.password
            for (current, new) in [
                ("wrong wrong wrong", Self.own), (old, "short"), (old, old), (old, "password123456"),
                (old, "anna-lena-12"), (old, "aaaaaaaaaaaaaaaa"), (old, "123456789012345"), ("", Self.own),
                (old, String(repeating: "x", count: 1_025)), (old, "with a \u{0} in it"),
            ] {
                let answer = try await house.put(
                    "me/password", anna, ["currentPassword": .string(current), "newPassword": .string(new)])
                #expect(answer.status == 400, "\(answer.text)")
                #expect(answer.isProblem)
            }
            #expect(try await house.get("me", anna).status == 200)
            _ = try await house.signedIn("anna-lena", old)
        }
    }

    @Test func aSignOutIsAllowedWhileThePasswordHasToBeChanged() async throws {
        try await withGatehouse { house, admin in
            let made = try await house.post(
                "users", admin, ["login": "anna", "password": .string(Self.temporary)])
            #expect(made["requiredActions"] == ["update-password"])
            let anna = try await house.signedIn("anna", Self.temporary)
            #expect(try await house.delete("sessions/current", anna).status == 204)
            #expect(try await house.get("me", anna).status == 401)
        }
    }

    @Test func anAdministratorDoesNotSetTheOwnPasswordWithoutTheOldOne() async throws {
        try await withGatehouse { house, admin in
            let answer = try await house.put("users/\(admin.id)/password", admin, ["password": .string(Self.own)])
            #expect(answer.status == 409)
            _ = try await house.signedIn(admin.login, admin.password)
        }
    }

    @Test func twoPasswordsThatDifferBehindTheSeventySecondByteAreTwo() async throws {
        try await withGatehouse { house, admin in
            let common = String(repeating: "lamp post ", count: 8)
            #expect(common.utf8.count > 72)
            let made = try await house.post("users", admin, ["login": "anna", "password": .string(common + "one")])
            #expect(made.status == 201)
            #expect(try await house.signIn("anna", common + "two").status == 401)
            #expect(try await house.signIn("anna", common).status == 401)
            #expect(try await house.signIn("anna", common + "one").status == 201)
        }
    }

    @Test func onePasswordTypedOnTwoKeyboardsIsOne() async throws {
        try await withGatehouse { house, admin in
            let made = try await house.post(
                "users", admin, ["login": "anna", "password": "gro\u{df}er caf\u{e9} am Fl\u{fb}sse"])
            #expect(made.status == 201)
            #expect(try await house.signIn("anna", "gro\u{df}er cafe\u{301} am Flu\u{302}sse").status == 201)
            #expect(try await house.signIn("anna", "gro\u{df}er cafe am Flusse").status == 401)
        }
    }
}
