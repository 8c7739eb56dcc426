import IdentityCore
import IdentityServices
import JSONText
import TestSupport
import Testing

@Suite struct WallarooUserTests {
    @Test func everybodyIsListedByIdAsKeycloakDescribesThem() async throws {
        let api = try await WallarooHarness()
        let answer = await api.post("api/users/query", [:], as: api.john)
        #expect(answer.status == 200)
        let users = try #require(answer["users"]?.objectValue)
        #expect(Set(users.keys) == [api.john.id, api.jane.id])
        let jane = try #require(users[api.jane.id]?.objectValue)
        #expect(jane["id"]?.stringValue == api.jane.id)
        #expect(jane["username"] == "jane" && jane["email"] == "jane@example.org")
        #expect(jane["firstName"] == nil && jane["federatedIdentities"] == nil)
        #expect(jane["enabled"] == true && jane["emailVerified"] == false && jane["notBefore"] == 0)
        #expect(jane["requiredActions"] == [] && jane["disableableCredentialTypes"] == [])
        #expect(jane["createdTimestamp"]?.integerValue ?? 0 > 1_600_000_000_000)
        #expect(
            jane["access"] == [
                "view": true, "manage": true, "manageGroupMembership": true, "mapRoles": true, "impersonate": true,
            ])
        #expect(users[api.john.id]?.objectValue?["access"]?.objectValue?["impersonate"] == false)
    }

    @Test func byIdAnUnknownOneIsNull() async throws {
        let api = try await WallarooHarness()
        let nobody = "00000000-0000-4000-8000-000000000000"
        let ids: JSONValue = [.string(api.jane.id), .string(nobody), .string(api.jane.id)]
        let users = await api.post("api/users/query", ["user_ids": ids, "more": 1], as: api.john)["users"]?.objectValue
        #expect(users?.keys == [api.jane.id, nobody])
        #expect(users?[nobody] == .null)
        #expect(users?[api.jane.id]?.objectValue?["federatedIdentities"] == [])
        let all = await api.post("api/users/query", ["user_ids": .null], as: api.john)["users"]?.objectValue
        #expect(all?.count == 2)
        #expect(await api.post("api/users/query", nil, as: api.john)["users"]?.objectValue?.count == 2)
        for body: JSONValue in [["user_ids": 1], ["user_ids": ["jane"]], ["user_ids": [1]], [], "x"] {
            #expect(await api.post("api/users/query", body, as: api.john).isRefusal(), "\(body)")
        }
        #expect(await api.post("api/users/query", text: Array("{".utf8), as: api.john).isRefusal())
    }

    @Test func z03_whoMayNotReadUsersSeesOnlyThemselves() async throws {
        let api = try await WallarooHarness()
        #expect(await api.post("api/users/query", [:], as: api.jane).isRefusal())
        let ids: JSONValue = [.string(api.jane.id), .string(api.john.id)]
        let users = await api.post("api/users/query", ["user_ids": ids], as: api.jane)["users"]?.objectValue
        #expect(users?[api.john.id] == .null)
        #expect(
            users?[api.jane.id]?.objectValue?["access"] == [
                "view": true, "manage": false, "manageGroupMembership": false, "mapRoles": false,
                "impersonate": false,
            ])
    }

    @Test func z08_nobodyIsShownPowerOverAStrongerAccount() async throws {
        let api = try await WallarooHarness()
        let ann = try await WallarooHarness.person("ann", [.admin], in: api.house)
        let users = await api.post("api/users/query", [:], as: ann)["users"]?.objectValue
        #expect(users?[api.jane.id]?.objectValue?["access"]?.objectValue?["manage"] == true)
        let access = users?[api.john.id]?.objectValue?["access"]?.objectValue
        #expect(access?["view"] == true && access?["manage"] == false && access?["mapRoles"] == false)
    }

    @Test func anInvitedUserSignsInWithThePasswordThatWasChosen() async throws {
        let api = try await WallarooHarness()
        let answer = await api.post(
            "api/users/invite", ["email": "Person@example.org", "password": "Example-Password"], as: api.john)
        #expect(answer.status == 200 && answer["password"] == "Example-Password")
        let id = try #require(answer["id"]?.stringValue)
        let users = await api.post("api/users/query", [:], as: api.john)["users"]?.objectValue
        #expect(users?[id]?.objectValue?["username"] == "Person@example.org")
        #expect(await api.opens("person@example.org", "Example-Password"))
        let again: JSONValue = ["email": "PERSON@example.org", "password": "Another-Password"]
        #expect(await api.post("api/users/invite", again, as: api.john).isRefusal())
        for body: JSONValue in [[:], ["email": 1], ["email": "nobody"], ["email": "a@b.example", "password": "short"]] {
            #expect(await api.post("api/users/invite", body, as: api.john).isRefusal(), "\(body)")
        }
        let roles: JSONValue = ["email": "boss@example.org", "roles": ["admin_user", "user"]]
        let boss = await api.post("api/users/invite", roles, as: api.john)
        let record = try await api.house.users.read(
            .id(try #require(UserID(boss["id"]?.stringValue ?? ""))), as: TestHouse.operator)
        #expect(record.roles == [.member, .admin])
        #expect(
            await api.post("api/users/invite", ["email": "x@example.org", "roles": ["king"]], as: api.john).isRefusal())
    }

    @Test func aPasswordThatIsMadeHereIsHandedBackAndTemporaryWhetherOrNotAMailGoesOut() async throws {
        for mail in [nil, KeptMail()] {
            let api = try await WallarooHarness(mail: mail)
            let answer = await api.post(
                "api/users/invite", ["email": "p@example.org", "password": .null], as: api.john)
            let password = try #require(answer["password"]?.stringValue)
            #expect(password.count > 11)
            let caller = try await api.house.signedIn("p@example.org", password: password)
            #expect(caller.account?.user.requiredActions == [.updatePassword])
        }
        let api = try await WallarooHarness()
        let body: JSONValue = ["email": "q@example.org", "password": "Example-Password", "require_reset": true]
        #expect(await api.post("api/users/invite", body, as: api.john).status == 200)
        let caller = try await api.house.signedIn("q@example.org", password: "Example-Password")
        #expect(caller.account?.user.requiredActions == [.updatePassword])
    }

    @Test func theLimitOfUsersIs403OnlyWhereItMeansThat() async throws {
        let api = try await WallarooHarness(seats: 3)
        #expect(await api.post("api/users/invite", ["email": "a@example.org"], as: api.john).status == 200)
        #expect(await api.post("api/users/invite", ["email": "b@example.org"], as: api.john).isRefusal(403))
        let email: JSONValue = ["email": "a@example.org"]
        #expect(await api.post("api/users/deactivate", email, as: api.john).body == [:])
        #expect(await api.post("api/users/invite", ["email": "b@example.org"], as: api.john).status == 200)
        #expect(await api.post("api/users/activate", email, as: api.john).isRefusal())
        #expect(await api.post("api/users/invite", ["email": "c@example.org"], as: api.jane).isRefusal())
    }

    @Test func whoIsDeactivatedIsOutAtOnceUntilActivated() async throws {
        let api = try await WallarooHarness()
        let email: JSONValue = ["email": "JANE@example.org"]
        for _ in 0..<2 { #expect(await api.post("api/users/deactivate", email, as: api.john).body == [:]) }
        #expect(await api.post("api/workspaces/list", [:], as: api.jane).isRefusal(401))
        #expect(await !api.opens("jane", TestHouse.password))
        for _ in 0..<2 { #expect(await api.post("api/users/activate", email, as: api.john).body == [:]) }
        #expect(await api.opens("jane", TestHouse.password))
        let eve = try await WallarooHarness.person("eve", [.member], in: api.house)
        for path in ["api/users/activate", "api/users/deactivate"] {
            for body: JSONValue in [[:], ["email": "nobody@example.org"], ["email": .null], ["email": "@"]] {
                #expect(await api.post(path, body, as: api.john).isRefusal(), "\(path) \(body)")
            }
            #expect(await api.post(path, email, as: eve).isRefusal())
        }
        #expect(await api.post("api/users/deactivate", ["email": "john@example.org"], as: api.john).isRefusal())
    }

    @Test func aUserIsEditedAndMadeAnAdministratorAndBack() async throws {
        let api = try await WallarooHarness()
        func body(_ isAdmin: Bool, _ first: String = "Jane") -> JSONValue {
            [
                "id": .string(api.jane.id), "firstName": .string(first), "lastName": "Doe", "email": "jd@example.org",
                "enabled": true, "isAdmin": .bool(isAdmin),
            ]
        }
        #expect(await api.post("api/user", body(true), as: api.john).body == .null)
        func jane() async throws -> User {
            try await api.house.users.read(.login("jane"), as: TestHouse.operator)
        }
        #expect(try await jane().roles == [.member, .admin])
        #expect(try await jane().email?.display == "jd@example.org")
        #expect(await api.post("api/user", body(false, ""), as: api.john).status == 200)
        #expect(try await jane().roles == [.member])
        let edited = try await jane()
        #expect(edited.givenName == nil && edited.familyName == "Doe")
        #expect(await api.post("api/user", body(true), as: api.jane).isRefusal())
        guard case .object(let whole) = body(false) else { return }
        for key in whole.keys {
            var part = whole
            part[key] = nil
            #expect(await api.post("api/user", .object(part), as: api.john).isRefusal(), "\(key)")
        }
    }

    @Test func z07_theLastAdministratorStaysOne() async throws {
        let api = try await WallarooHarness()
        let body: JSONValue = [
            "id": .string(api.john.id), "firstName": "", "lastName": "", "email": "john@example.org", "enabled": true,
            "isAdmin": false,
        ]
        #expect(await api.post("api/user", body, as: api.john).isRefusal())
    }
}
