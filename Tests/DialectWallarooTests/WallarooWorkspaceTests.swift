import IdentityCore
import IdentityServices
import JSONText
import TestSupport
import Testing

@Suite struct WallarooWorkspaceTests {
    private static func names(_ answer: WallarooHarness.Answer) -> [String] {
        (answer["workspaces"]?.arrayValue ?? []).compactMap { $0.objectValue?["name"]?.stringValue }
    }

    private static func members(_ answer: WallarooHarness.Answer) -> [String] {
        (answer["users"]?.arrayValue ?? []).compactMap { member in
            let member = member.objectValue
            return "\(member?["user_id"]?.stringValue ?? "") \(member?["user_type"]?.stringValue ?? "")"
        }
    }

    @Test func aWorkspaceIsMadeListedSharedAndLeft() async throws {
        let api = try await WallarooHarness()
        let john = api.john, jane = api.jane
        #expect(
            await api.post("api/workspaces/create", ["workspace_name": "one"], as: jane).body == ["workspace_id": 1])
        let listed = await api.post("api/workspaces/list", [:], as: jane)
        let one = try #require(listed["workspaces"]?.arrayValue?.first?.objectValue)
        #expect(one.keys == ["id", "name", "created_at", "created_by", "archived", "models", "pipelines"])
        #expect(one["created_by"]?.stringValue == jane.id && one["archived"] == false && one["models"] == [])
        #expect(one["created_at"]?.stringValue?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00/) != nil)
        #expect(Self.names(await api.post("api/workspaces/list", [:], as: john)) == [])

        let add: JSONValue = ["workspace_id": 1, "email": "JOHN@example.org"]
        #expect(await api.post("api/workspaces/add_user", add, as: jane).body == [:])
        #expect(Self.names(await api.post("api/workspaces/list", [:], as: john)) == ["one"])
        let both = ["\(jane.id) OWNER", "\(john.id) COLLABORATOR"]
        #expect(Self.members(await api.post("api/workspaces/list_users", ["workspace_id": 1], as: john)) == both)
        let whole: JSONValue = [
            "email": "john@example.org", "workspace_id": 1, "user_id": .string(john.id), "url": "http://localhost:3000",
            "user_type": "owner",
        ]
        #expect(await api.post("api/workspaces/add_user", whole, as: jane).body == [:])
        let owners = await api.post("api/workspaces/list_users", ["workspace_id": 1], as: jane)
        #expect(Self.members(owners) == ["\(jane.id) OWNER", "\(john.id) OWNER"])

        let remove: JSONValue = ["workspace_id": 1, "user_id": .string(john.id)]
        for count: JSONValue in [1, 0] {
            #expect(await api.post("api/workspaces/remove_user", remove, as: jane).body == ["affected_rows": count])
        }
        #expect(Self.names(await api.post("api/workspaces/list", [:], as: john)) == [])
        let last: JSONValue = ["workspace_id": 1, "email": "jane@example.org"]
        #expect(await api.post("api/workspaces/remove_user", last, as: jane).isRefusal())
        #expect(await api.post("api/workspaces/validate", nil, as: jane).body == .null)
    }

    @Test func aListIsOfTheUsersThatAreNamedInEitherWay() async throws {
        let api = try await WallarooHarness()
        let john = JSONValue.string(api.john.id), jane = JSONValue.string(api.jane.id)
        for (name, owner) in [("a", api.jane), ("b", api.john), ("c", api.jane)] {
            _ = await api.post("api/workspaces/create", ["workspace_name": .string(name)], as: owner)
        }
        _ = await api.post("api/workspaces/add_user", ["workspace_id": 1, "user_id": john], as: api.jane)
        func list(_ body: JSONValue) async -> [String] {
            Self.names(await api.post("api/workspaces/list", body, as: api.john))
        }
        #expect(await list([:]) == ["a", "b"])
        #expect(await list(["user_ids": .null, "user_id": .null]) == ["a", "b"])
        #expect(await list(["user_id": jane]) == ["a", "c"])
        #expect(await list(["user_ids": [jane, john]]) == ["a", "b", "c"])
        #expect(await list(["user_ids": [john], "user_id": jane]) == ["a", "b", "c"])
        #expect(await list(["user_ids": []]) == [])
        for body: JSONValue in [["user_id": 1], ["user_ids": "x"], ["user_id": "x"], ["user_ids": [john, 1]]] {
            #expect(await api.post("api/workspaces/list", body, as: api.john).isRefusal(), "\(body)")
        }
        #expect(await api.post("api/workspaces/list", ["user_id": john], as: api.jane).isRefusal())
    }

    @Test func membersStandInTheOrderInWhichTheyJoinedTheCreatorFirst() async throws {
        let api = try await WallarooHarness()
        var people: [WallarooHarness.Person] = []
        for number in 0..<4 {
            people.append(try await WallarooHarness.person("user\(number)", [.member], in: api.house))
        }
        _ = await api.post("api/workspaces/create", ["workspace_name": "one"], as: people[2])
        for index in [3, 0, 1] {
            api.house.clock.advance(by: 1)
            let body: JSONValue = ["workspace_id": 1, "user_id": .string(people[index].id)]
            _ = await api.post("api/workspaces/add_user", body, as: people[2])
        }
        let again: JSONValue = ["workspace_id": 1, "user_id": .string(people[1].id), "user_type": "OWNER"]
        #expect(await api.post("api/workspaces/add_user", again, as: people[2]).status == 200)
        let listed = await api.post("api/workspaces/list_users", ["workspace_id": 1], as: people[0])
        #expect(
            Self.members(listed) == [
                "\(people[2].id) OWNER", "\(people[3].id) COLLABORATOR", "\(people[0].id) COLLABORATOR",
                "\(people[1].id) OWNER",
            ])
    }

    @Test func aWorkspaceShowsTheNumbersOfWhatIsInIt() async throws {
        let api = try await WallarooHarness()
        _ = await api.post("api/workspaces/create", ["workspace_name": "one"], as: api.jane)
        let caller = try await api.house.signedIn("jane")
        for (type, id) in [("model", "m1"), ("pipeline", "p1"), ("model", "m2"), ("note", "n1")] {
            var command = CreateResource(type: type, id: id)
            command.workspace = .number(1)
            _ = try await api.house.resources.create(command, as: caller)
        }
        let one = await api.post("api/workspaces/list", [:], as: api.jane)["workspaces"]?.arrayValue?.first?.objectValue
        #expect(one?["models"] == [1, 2] && one?["pipelines"] == [1])
    }

    @Test(arguments: ["", "-a", "a-", "a.b", "a_b", "ä", "a b", String(repeating: "a", count: 64)])
    func aNameThatIsNoLabelIsRefused(_ name: String) async throws {
        let api = try await WallarooHarness()
        #expect(await api.post("api/workspaces/create", ["workspace_name": .string(name)], as: api.jane).isRefusal())
    }

    @Test func whatIsUnknownTakenOrUnreadableIsRefused() async throws {
        let api = try await WallarooHarness()
        _ = await api.post("api/workspaces/create", ["workspace_name": "one"], as: api.jane)
        let john = JSONValue.string(api.john.id)
        let bodies: [(String, JSONValue)] = [
            ("create", ["workspace_name": "ONE"]), ("create", [:]), ("create", ["workspace_name": 1]), ("create", []),
            ("add_user", [:]), ("add_user", ["workspace_id": 1]), ("add_user", ["workspace_id": "1", "user_id": john]),
            ("add_user", ["workspace_id": 9, "user_id": john]),
            ("add_user", ["workspace_id": 1, "email": "x@example.org"]),
            ("add_user", ["workspace_id": 1, "user_id": "x"]),
            ("add_user", ["workspace_id": 1, "user_id": john, "user_type": "king"]),
            ("add_user", ["workspace_id": 1, "user_id": john, "email": "jane@example.org"]),
            ("list_users", [:]), ("list_users", ["workspace_id": 9]), ("list_users", ["workspace_id": .number(1.5)]),
            ("remove_user", ["workspace_id": 1]), ("remove_user", ["email": "john@example.org"]),
            ("remove_user", ["workspace_id": 1, "email": "x@example.org"]),
        ]
        for (path, body) in bodies {
            #expect(await api.post("api/workspaces/\(path)", body, as: api.jane).isRefusal(), "\(path) \(body)")
        }
    }

    @Test func z03_whoIsNoMemberSeesNothingAndACollaboratorManagesNobody() async throws {
        let api = try await WallarooHarness()
        let eve = try await WallarooHarness.person("eve", [.member], in: api.house)
        _ = await api.post("api/workspaces/create", ["workspace_name": "one"], as: api.jane)
        let asEve: JSONValue = ["workspace_id": 1, "user_id": .string(eve.id)]
        for path in ["add_user", "list_users", "remove_user"] {
            #expect(await api.post("api/workspaces/\(path)", asEve, as: eve).isRefusal(), "\(path)")
        }
        _ = await api.post("api/workspaces/add_user", asEve, as: api.jane)
        let asOwner: JSONValue = ["workspace_id": 1, "user_id": .string(eve.id), "user_type": "owner"]
        #expect(await api.post("api/workspaces/add_user", asOwner, as: eve).isRefusal())
        let jane: JSONValue = ["workspace_id": 1, "email": "jane@example.org"]
        #expect(await api.post("api/workspaces/remove_user", jane, as: eve).isRefusal())
        #expect(await api.post("api/workspaces/remove_user", asEve, as: eve).body == ["affected_rows": 1])
        let ann = try await WallarooHarness.person("ann", [.admin], in: api.house)
        #expect(await api.post("api/workspaces/add_user", asOwner, as: ann).body == [:])
    }

    @Test func z01_everyEndpointButTheConfigurationWantsAToken() async throws {
        let api = try await WallarooHarness()
        let paths =
            ["query", "invite", "activate", "deactivate"].map { "api/users/\($0)" }
            + ["list", "create", "add_user", "list_users", "remove_user", "validate"].map { "api/workspaces/\($0)" }
        for path in paths + ["api/user", "graphql"] {
            #expect(await api.post(path, [:], as: nil).isRefusal(401), "\(path)")
            let stranger = WallarooHarness.Person(id: "", token: "made-up")
            #expect(await api.post(path, [:], as: stranger).isRefusal(401), "\(path)")
        }
    }
}
