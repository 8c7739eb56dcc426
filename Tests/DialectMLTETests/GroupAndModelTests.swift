import HTTPCore
import IdentityCore
import IdentityServices
import JSONText
import TestSupport
import Testing

@Suite struct GroupAndModelTests {
    @Test func theGeneralGroupsAreMadeOnce() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        let expected = ["model", "user", "group", "catalog", "custom_list"].flatMap {
            ["read-\($0)", "create-\($0)", "edit-\($0)"]
        }
        #expect(await api.ask(.get, "/group", token: root).names == expected)
        let texts = ["model", "user", "group", "catalog", "custom_list"].flatMap { type in
            ["get", "post", "put", "delete"].map { "\(type)-\($0)" }
        }
        #expect(await api.ask(.get, "/groups/permissions", token: root).names == texts)
        #expect(await api.ask(.delete, "/group/create-model", token: root).status == 200)
        let again = await api.token("root")
        #expect(await api.ask(.get, "/group", token: again).names?.count == 14, "what was removed stays away")
        _ = await api.person("ann", madeBy: again)
        #expect(await api.ask(.get, "/user/ann", token: again).groups.count == 5)
    }

    @Test func aGroupIsMadeReadReplacedAndDeleted() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        _ = await api.person("alice", madeBy: root)
        let first =
            #"{"name":"g1","permissions":[{"resource_type":"model","resource_id":null,"method":"get"},"#
            + #"{"resource_type":"user","resource_id":"alice","method":"get"}]}"#
        #expect(await api.ask(.post, "/group", first, token: root).text == first)
        #expect(await api.ask(.get, "/group/g1", token: root).text == first)
        let twice = await api.ask(.post, "/group", #"{"name":"g1"}"#, token: root)
        #expect(twice.status == 409)
        #expect(twice.detail == "Group with identifier g1 already exists. already exists.")
        let second = await api.ask(
            .put, "/group", #"{"name":"g1","permissions":[{"resource_type":"model","method":"get"}]}"#, token: root)
        #expect(
            second.text == #"{"name":"g1","permissions":[{"resource_type":"model","resource_id":null,"method":"get"}]}"#
        )
        #expect(await api.ask(.get, "/groups/details", token: root).body.arrayValue?.contains(second.body) == true)
        #expect(await api.ask(.delete, "/group/g1", token: root).text == second.text)
        for line in ["GET", "DELETE"] {
            let gone = await api.ask(.init(name: line), "/group/gz", token: root)
            #expect(gone.status == 404)
            #expect(gone.detail == "Group with name gz was not found in the user store. not found.")
        }
        #expect(await api.ask(.put, "/group", #"{"name":"gz"}"#, token: root).status == 404)
    }

    @Test func whatMLTEHasNoWordForStaysInAGroup() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        var group = CreateGroup(name: "mixed")
        group.permissions = ["pipeline:run", "model:manage", "model:get"]
        _ = try await api.house.groups.create(group, as: TestHouse.operator)
        let read = await api.ask(.get, "/group/mixed", token: root)
        #expect(read["permissions"]?.arrayValue?.count == 1)
        let body = #"{"name":"mixed","permissions":[{"resource_type":"catalog","method":"any"}]}"#
        #expect(await api.ask(.put, "/group", body, token: root).status == 200)
        let after = try await api.house.groups.read(.path(["mixed"]), as: TestHouse.operator).group.permissions
        #expect(Set(after.map(\.description)) == ["pipeline:run", "model:manage", "catalog:*"])
    }

    @Test func aPermissionIsReadByItsText() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        #expect(await api.ask(.post, "/model", #"{"identifier":"m-one"}"#, token: root).status == 200)
        let read = await api.ask(.get, "/groups/permission/model-get-m___one", token: root)
        #expect(read.text == #"{"resource_type":"model","resource_id":"m-one","method":"get"}"#)
        let all = await api.ask(.get, "/groups/permissions/details", token: root)
        #expect(all.body.arrayValue?.contains(read.body) == true)
        for text in ["model-get-nothing", "nonsense", "model"] {
            #expect(await api.ask(.get, "/groups/permission/\(text)", token: root).status == 404)
        }
    }

    @Test func aGroupOnSomebodyWhoIsNotThereIsRefused() async throws {
        let api = try await MLTEHarness()
        let body = #"{"name":"g","permissions":[{"resource_type":"user","resource_id":"nobody"}]}"#
        let refused = await api.ask(.post, "/group", body, token: await api.token("root"))
        #expect(refused.status == 422)
        #expect(refused.items == ["value_error body.permissions.0.resource_id"])
    }

    @Test func aModelIsMadeByARegularUserWhoThenHasIt() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        let ann = await api.person("ann", madeBy: root), bob = await api.person("bob", madeBy: root)
        let made = await api.ask(.post, "/model", #"{"identifier":"m-one"}"#, token: ann)
        #expect(made.text == #"{"identifier":"m-one","versions":[]}"#)
        #expect(
            await api.ask(.get, "/user/me", token: ann).groups.suffix(2) == [
                "read-model-m___one", "edit-model-m___one",
            ])
        let group = await api.ask(.get, "/group/edit-model-m___one", token: root)
        #expect(
            group.text
                == #"{"name":"edit-model-m___one","permissions":[{"resource_type":"model","resource_id":"m-one","#
                + #""method":"put"},{"resource_type":"model","resource_id":"m-one","method":"delete"},"#
                + #"{"resource_type":"model","resource_id":"m-one","method":"post"}]}"#)
        #expect(await api.ask(.get, "/model/m-one", token: ann).status == 200)
        #expect(await api.ask(.get, "/model/m-one", token: bob).status == 403)
        #expect(await api.ask(.get, "/user/me/models", token: ann).names == ["m-one"])
        #expect(await api.ask(.get, "/user/me/models", token: bob).names == [])
        #expect(await api.ask(.get, "/user/ann/models", token: root).names == ["m-one"])
        #expect(await api.ask(.get, "/user/me/models", token: root).names == ["m-one"])
        try await api.join("bob", "read-model-m___one")
        #expect(await api.ask(.get, "/user/me/models", token: bob).names == ["m-one"])
        #expect(await api.ask(.get, "/user/bob/models", token: root).names == ["m-one"])
        #expect(await api.ask(.delete, "/model/m-one", token: bob).status == 403)
        let twice = await api.ask(.post, "/model", #"{"identifier":"m-one"}"#, token: ann)
        #expect(twice.status == 409)
        #expect(twice.detail == "Model with identifier m-one already exists. already exists.")
        #expect(await api.ask(.delete, "/model/m-one", token: ann).text == made.text)
        #expect(await api.ask(.get, "/model/m-one", token: root).status == 404)
        #expect(await api.ask(.get, "/group/read-model-m___one", token: root).status == 404)
        #expect(await api.ask(.get, "/model", token: root).names == [])
    }

    @Test func aModelKeepsItsVersions() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        let body = #"{"identifier":"m","versions":[{"identifier":"v0"},{"identifier":"v1"}]}"#
        #expect(await api.ask(.post, "/model", body, token: root).text == body)
        #expect(await api.ask(.get, "/model/m", token: root).text == body)
        #expect(await api.ask(.get, "/model", token: root).names == ["m"])
        #expect(await api.ask(.delete, "/model/m", token: root).text == body)
    }

    @Test func theGroupOfAnotherModelIsNotTaken() async throws {
        let api = try await MLTEHarness()
        let root = await api.token("root")
        let ann = await api.person("ann", madeBy: root), bob = await api.person("bob", madeBy: root)
        #expect(await api.ask(.post, "/model", #"{"identifier":"a-b"}"#, token: ann).status == 200)
        #expect(await api.ask(.post, "/model", #"{"identifier":"a___b"}"#, token: bob).status == 409)
        #expect(await api.ask(.get, "/user/me/models", token: ann).names == ["a-b"])
        #expect(await api.ask(.get, "/user/me/models", token: bob).names == [])
    }
}
