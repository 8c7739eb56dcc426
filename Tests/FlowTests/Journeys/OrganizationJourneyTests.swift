import JSONText
import Testing

@Suite struct OrganizationJourneyTests {
    /// Somebody of the organization, signed in.
    private func person(
        _ login: String, role: String, of place: String, in house: Gatehouse, madeBy admin: Person
    ) async throws -> Person {
        let made = try await house.post(
            "users", admin,
            [
                "login": .string(login), "roles": [.string(role)], "organization": .string(place),
                "passwordHash": .string(Sample.bcrypt),
            ])
        #expect(made.status == 201, "\(made.text)")
        #expect(made.string("tenant") == place)
        return try await house.signedIn(login, Sample.password)
    }

    @Test func anOrganizationIsMadePeopledRenamedAndRemoved() async throws {
        try await withGatehouse { house, admin in
            let made = try await house.post("organizations", admin, ["id": "my_org_id", "name": "Mine"])
            #expect(made.status == 201)
            #expect(made.field("location") == "/api/v1/organizations/my_org_id")
            let tenant = try await house.post(
                "tenants", admin, ["id": "ada@example.org", "organization": "my_org_id"])
            #expect(tenant.status == 201)
            #expect(try await house.get("tenants/ada@example.org", admin).string("organization") == "my_org_id")
            let tag = try #require(made.field("etag"))
            let address = "organizations/my_org_id"
            #expect(try await house.patch(address, admin, ["name": "One"], ifMatch: tag).status == 200)
            #expect(try await house.patch(address, admin, ["name": "Two"], ifMatch: tag).status == 412)
            let page = try await house.get("tenants?organization=my_org_id&limit=1", admin)
            let next = try #require(page.string("next"))
            let rest = try await house.get("tenants?organization=my_org_id&limit=1&cursor=\(next)", admin)
            #expect(rest["items"]?.arrayValue?.first?.objectValue?["id"] == "my_org_id")
            #expect(try await house.delete(address, admin).status == 409)
            #expect(try await house.delete("tenants/ada@example.org", admin).status == 204)
            #expect(try await house.delete(address, admin).status == 204)
            #expect(try await house.get(address, admin).status == 404)
        }
    }

    @Test func z03_whatIsOfAnotherOrganizationAnswersLikeWhatIsNotThere() async throws {
        try await withGatehouse { house, admin in
            for place in ["acme", "other"] {
                #expect(try await house.post("organizations", admin, ["id": .string(place)]).status == 201)
            }
            let chief = try await person("chief", role: "org-admin", of: "acme", in: house, madeBy: admin)
            let stranger = try await person("stranger", role: "member", of: "other", in: house, madeBy: admin)
            let session = try #require(try await house.get("me", stranger).string("session.id"))
            let missing = "00000000-0000-7000-8000-000000000000"
            func requests(user: String, login: String, place: String, session: String) -> [Request] {
                let token = chief.token
                return [
                    Request("GET", "users/\(user)", token: token),
                    Request("GET", "users/login:\(login)", token: token),
                    Request("PATCH", "users/\(user)", token: token, json: ["displayName": "X"]),
                    Request("PUT", "users/\(user)/password", token: token, json: ["password": "seven wet umbrellas"]),
                    Request("DELETE", "users/\(user)", token: token),
                    Request("GET", "users/\(user)/activity", token: token),
                    Request("GET", "users/\(user)/documents", token: token),
                    Request("PUT", "users/\(user)/documents/variables", token: token, json: ["a": 1]),
                    Request("GET", "users?organization=\(place)", token: token),
                    Request("GET", "users?tenant=\(place)", token: token),
                    Request("GET", "activity?organization=\(place)", token: token),
                    Request("GET", "sessions?user=\(user)", token: token),
                    Request("DELETE", "sessions/\(session)", token: token),
                    Request("GET", "organizations/\(place)", token: token),
                    Request("PATCH", "organizations/\(place)", token: token, json: ["name": "X"]),
                    Request("PUT", "organizations/\(place)/documents/variables", token: token, json: ["a": 1]),
                    Request("GET", "tenants?organization=\(place)", token: token),
                    Request("GET", "tenants/\(place)", token: token),
                    Request("PATCH", "tenants/\(place)", token: token, json: ["name": "X"]),
                    Request("DELETE", "tenants/\(place)", token: token),
                    Request("GET", "tenants/\(place)/documents/variables", token: token),
                    Request("POST", "tenants", token: token, json: ["id": "n", "organization": .string(place)]),
                    Request("POST", "users", token: token, json: ["login": "n", "organization": .string(place)]),
                    Request("POST", "users", token: token, json: ["login": "n", "tenant": .string(place)]),
                    Request("PATCH", "users/\(chief.id)", token: token, json: ["tenant": .string(place)]),
                    Request("PATCH", "users/\(chief.id)", token: token, json: ["organization": .string(place)]),
                    Request("PATCH", "users/\(chief.id)", token: token, json: ["defaultWorkspace": .string(user)]),
                    Request("PATCH", "users/\(chief.id)", token: token, json: ["groups": [.string(user)]]),
                    Request("GET", "groups/\(user)/documents", token: token),
                    Request("GET", "workspaces/\(user)/documents", token: token),
                ]
            }
            let foreign = requests(user: stranger.id, login: "stranger", place: "other", session: session)
            let absent = requests(user: missing, login: "nobody", place: "nowhere", session: missing)
            for (there, absent) in zip(foreign, absent) {
                let one = try await house.send(there), two = try await house.send(absent)
                #expect(one.status == two.status, "\(there): \(one.text)")
                #expect(one.string("type") == two.string("type"), "\(there)")
                #expect(one.string("detail") == two.string("detail"), "\(there)")
                #expect([404, 403, 200].contains(one.status), "\(there): \(one.text)")
                if one.status == 200 { #expect(one.text == two.text, "\(there)") }
            }
            for list in ["users", "activity", "organizations", "tenants"] {
                let text = try await house.get(list, chief).text
                #expect(text.contains("chief") || text.contains("acme"))
                #expect(
                    !text.contains("stranger") && !text.contains("other") && !text.contains("\"default\""), "\(list)")
            }
            #expect(try await house.get("me", stranger).status == 200, "nothing was changed")
        }
    }

    @Test func aTrialAndAnEndAreShownAndKeepTheUserOut() async throws {
        try await withGatehouse { house, admin in
            let ada = try await house.person("ada", madeBy: admin)
            let before = try await house.get("users/\(ada.id)", admin)
            #expect(before["trial"]?.objectValue?["exists"] == false)
            let trial: JSONValue = ["grantedOn": "2026-01-01T00:00:00Z", "expiresOn": "2126-02-01T00:00:00Z"]
            let granted = try await house.patch("users/\(ada.id)", admin, ["trial": trial, "profile": "designer"])
            #expect(granted["trial"]?.objectValue?["valid"] == true)
            #expect(granted.string("profile") == "designer")
            #expect(granted.field("etag") != before.field("etag"))
            #expect(try await house.get("me", ada).status == 200)
            let over: JSONValue = ["grantedOn": "2026-01-01T00:00:00Z", "expiresOn": "2026-01-02T00:00:00Z"]
            let ended = try await house.patch("users/\(ada.id)", admin, ["trial": over])
            #expect(ended["trial"]?.objectValue?["expired"] == true)
            #expect(try await house.get("me", ada).status == 401)
            let refused = try await house.signIn("ada", Sample.password)
            let wrong = try await house.signIn("ada", "not the password")
            #expect(refused.status == 401)
            #expect(refused.string("type") == wrong.string("type"))
            #expect(
                try await house.get("users/\(ada.id)/activity", admin)["obstacles"] == ["trial-over"])
            #expect(try await house.patch("users/\(ada.id)", admin, ["trial": nil]).status == 200)
            #expect(try await house.signIn("ada", Sample.password).status == 201)
            for body: JSONValue in [
                ["trial": ["grantedOn": "2026-01-01T00:00:00Z"]], ["trial": "soon"], ["validUntil": "tomorrow"],
                ["trial": ["grantedOn": "2026-01-02T00:00:00Z", "expiresOn": "2026-01-01T00:00:00Z"]],
                ["defaultWorkspace": "here"],
            ] {
                #expect(try await house.patch("users/\(ada.id)", admin, body).status == 400, "\(body)")
            }
        }
    }

    @Test func settingsAreKeptToTheLetterAndChangedInPart() async throws {
        try await withGatehouse { house, admin in
            let ada = try await house.person("ada", madeBy: admin)
            let text = #"{ "b": 1.50, "a": "\u00e4" }"#
            let put = try await house.send(
                Request("PUT", "me/documents/configuration", token: ada.token, body: Array(text.utf8)))
            #expect(put.status == 204, "\(put.text)")
            #expect(try await house.get("me/documents/configuration", ada).text == text)
            let edited = try await house.patch(
                "me/documents/configuration", ada, ["set": ["c": true], "remove": ["b", "none"]])
            #expect(edited.body == Array(#"{"a":"ä","c":true}"#.utf8))
            #expect(try await house.get("users/\(ada.id)/documents/configuration", admin).body == edited.body)
            let tasks = (0..<10).map { number in
                Request(
                    "PATCH", "me/documents/configuration", token: ada.token, json: ["set": ["k\(number)": 1]])
            }
            await withTaskGroup(of: Int?.self) { group in
                for task in tasks { group.addTask { try? await house.send(task).status } }
                for await status in group { #expect(status == 200) }
            }
            let all = try #require(try await house.get("me/documents/configuration", ada).json?.objectValue)
            #expect(all.count == 12, "no change was lost")
            for body in ["[1]", "\"a\"", "{\"a\":1,\"a\":2}", "{", ""] {
                let refused = try await house.send(
                    Request("PUT", "me/documents/configuration", token: ada.token, body: Array(body.utf8)))
                #expect(refused.status == 400, "\(body)")
            }
            let long = "{\"a\": \"\(String(repeating: "x", count: 65_536))\"}"
            let tooLong = try await house.send(
                Request("PUT", "me/documents/configuration", token: ada.token, body: Array(long.utf8)))
            #expect(tooLong.status == 400)
            #expect(try await house.delete("me/documents/configuration", ada).status == 204)
            #expect(try await house.get("me/documents/configuration", ada).status == 404)
        }
    }
}
