import IdentityCore
import IdentityServices
import JSONText
import TestSupport
import Testing

@Suite struct WallarooGraphQLTests {
    private static let byID = """
        query WorkspaceById($id: bigint!) { workspace_by_pk(id: $id) { archived created_at created_by id name
          users { user_id } models(order_by: {updated_at: desc}) { id models { id } } pipelines { id } } }
        """
    private static let mine = """
        query UserDefaultWorkspace($user_id: String = "") { user_default_workspace(where: {user_id: {_eq: $user_id}}) {
          workspace { id name users { user_id } models { models { id } } } } }
        """
    private static let make = """
        mutation Make($user_id: String!, $workspace_name: String!, $user_type: String, $user_email: String) {
          insert_workspace_one(object: { name: $workspace_name, owner_id: $user_id, created_by: $user_email,
              users: { data: { user_id: $user_id, user_type: $user_type } }, archived: false,
              user_default_workspaces: { data: { user_id: $user_id } } },
            on_conflict: { constraint: workspace_name_key, update_columns: [] }) { id } }
        """
    private static let leave = """
        mutation Leave($user_id: String!, $workspace_id: bigint!) { delete_workspace_users(
          where: {user_id: {_eq: $user_id}, _and: {workspace_id: {_eq: $workspace_id}}}) { affected_rows } }
        """

    @Test func aWorkspaceIsReadWithItsMembersAndModels() async throws {
        let api = try await WallarooHarness()
        _ = await api.post("api/workspaces/create", ["workspace_name": "one"], as: api.jane)
        let caller = try await api.house.signedIn("jane")
        for id in ["m1", "m2"] {
            var command = CreateResource(type: "model", id: id)
            command.workspace = .number(1)
            _ = try await api.house.resources.create(command, as: caller)
            api.house.clock.advance(by: 1)
        }
        _ = try await api.house.resources.addVersion("v0", to: ResourceSelector(type: "model", id: "m1"), as: caller)
        let read = await api.ask(Self.byID, ["id": 1], as: api.jane)
        let workspace = read["data"]?.objectValue?["workspace_by_pk"]?.objectValue
        #expect(workspace?["name"] == "one" && workspace?["id"] == 1 && workspace?["archived"] == false)
        #expect(workspace?["users"] == [["user_id": .string(api.jane.id)]])
        #expect(workspace?["models"] == [["id": 2, "models": []], ["id": 1, "models": [["id": 1]]]])
        #expect(read["errors"] == nil)
        let unknown = await api.ask(Self.byID, ["id": 7], as: api.jane)
        #expect(unknown.body == ["data": ["workspace_by_pk": .null]])
    }

    @Test func aDefaultWorkspaceIsMadeOnceAndFound() async throws {
        let api = try await WallarooHarness()
        let jane = JSONValue.string(api.jane.id)
        let nothing = await api.ask(Self.mine, ["user_id": jane], as: api.jane)
        #expect(nothing.body == ["data": ["user_default_workspace": []]])
        #expect(await api.ask(Self.mine, as: api.jane).body == ["data": ["user_default_workspace": []]])
        let variables: JSONObject = [
            "user_id": jane, "workspace_name": "jane@example.org - Default Workspace", "user_type": "OWNER",
        ]
        let made = await api.ask(Self.make, variables, as: api.jane)
        #expect(made.body == ["data": ["insert_workspace_one": ["id": 1]]])
        let found = await api.ask(Self.mine, ["user_id": jane], as: api.jane)
        let workspace = found["data"]?.objectValue?["user_default_workspace"]?.arrayValue?.first?
            .objectValue?["workspace"]?.objectValue
        #expect(workspace?["name"] == "jane@example.org - Default Workspace" && workspace?["id"] == 1)
        #expect(workspace?["users"] == [["user_id": jane]])
        let again = await api.ask(Self.make, variables, as: api.jane)
        #expect(again["data"] == ["insert_workspace_one": .null])
        let error = again["errors"]?.arrayValue?.first?.objectValue
        #expect(error?["message"]?.stringValue?.isEmpty == false && error?["path"] == ["insert_workspace_one"])
        #expect(
            error?["extensions"] == ["path": "$.selectionSet.insert_workspace_one", "code": "constraint-violation"])
    }

    @Test func z03_nobodyReadsOrMakesForOthersWhatIsNotTheirs() async throws {
        let api = try await WallarooHarness()
        let eve = try await WallarooHarness.person("eve", [.member], in: api.house)
        _ = await api.post("api/workspaces/create", ["workspace_name": "one"], as: api.jane)
        #expect(await api.ask(Self.byID, ["id": 1], as: eve).body == ["data": ["workspace_by_pk": .null]])
        let jane = JSONValue.string(api.jane.id)
        #expect(await api.ask(Self.mine, ["user_id": jane], as: eve)["errors"] != nil)
        let variables: JSONObject = ["user_id": jane, "workspace_name": "x", "user_type": "OWNER"]
        let made = await api.ask(Self.make, variables, as: eve)
        #expect(made["data"] == ["insert_workspace_one": .null] && made["errors"] != nil)
        let left = await api.ask(Self.leave, ["user_id": jane, "workspace_id": 1], as: eve)
        #expect(left["data"] == ["delete_workspace_users": ["affected_rows": 0]])
        #expect(await api.post("api/workspaces/list_users", ["workspace_id": 1], as: api.jane).status == 200)
    }

    @Test func aMembershipIsDeletedOnceAndOnlyWhenOneIsNamed() async throws {
        let api = try await WallarooHarness()
        let john = JSONValue.string(api.john.id)
        _ = await api.post("api/workspaces/create", ["workspace_name": "one"], as: api.jane)
        _ = await api.post("api/workspaces/add_user", ["workspace_id": 1, "user_id": john], as: api.jane)
        for count: JSONValue in [1, 0] {
            let answer = await api.ask(Self.leave, ["user_id": john, "workspace_id": 1], as: api.jane)
            #expect(answer.body == ["data": ["delete_workspace_users": ["affected_rows": count]]])
        }
        for condition in ["{}", "{workspace_id: {_eq: 1}}", "{user_id: {_eq: \"\(api.jane.id)\"}}"] {
            let document = "mutation { delete_workspace_users(where: \(condition)) { affected_rows } }"
            #expect(await api.ask(document, as: api.jane)["errors"] != nil, "\(condition)")
        }
    }

    @Test(arguments: [
        "archived: true", "owner_id: \"00000000-0000-4000-8000-000000000000\"",
        "user_default_workspaces: {data: {user_id: \"00000000-0000-4000-8000-000000000000\"}}",
    ])
    func anInsertDoesWhatItSaysOrNothing(_ field: String) async throws {
        let api = try await WallarooHarness()
        func insert(_ fields: String, _ type: String = "OWNER", _ conflict: String = "") async -> WallarooHarness.Answer
        {
            await api.ask(
                """
                mutation { insert_workspace_one(object: {name: "one", \(fields)
                  users: {data: {user_id: "\(api.jane.id)", user_type: "\(type)"}}} \(conflict)) { id name } }
                """, as: api.jane)
        }
        #expect(await insert(field)["errors"] != nil)
        #expect(await insert("", "COLLABORATOR")["errors"] != nil)
        let update = "on_conflict: {constraint: workspace_name_key, update_columns: [name]}"
        #expect(await insert("", "OWNER", update)["errors"] != nil)
        #expect(await insert("").body == ["data": ["insert_workspace_one": ["id": 1, "name": "one"]]])
    }

    @Test func whatIsNoRequestIsRefused() async throws {
        let api = try await WallarooHarness()
        for body: JSONValue in [[:], [], ["query": 1], ["query": "{ __typename }", "variables": []]] {
            #expect(await api.post("graphql", body, as: api.jane).isRefusal(), "\(body)")
        }
        let wrong = await api.ask("{ nothing }", as: api.jane)
        #expect(wrong.status == 200 && wrong["data"] == nil)
        #expect(
            wrong["errors"]?.arrayValue?.first?.objectValue?["extensions"] == [
                "path": "$", "code": "validation-failed",
            ])
    }
}
