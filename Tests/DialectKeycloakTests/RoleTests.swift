import HTTPCore
import IdentityCore
import IdentityServices
import JSONText
import TestSupport
import Testing

@Suite struct KeycloakRoleTests {
    @Test func aRoleIsMadeReadChangedAndDeleted() async throws {
        let api = try await KeycloakHarness()
        let made = await api.ask(.post, "/roles", #"{"name":"pilot","description":"flies","attributes":{"k":["v"]}}"#)
        #expect(made.status == 201)
        #expect(made.location == "http://sso.example.com/admin/realms/master/roles/pilot")
        let read = await api.ask(.get, "/roles/pilot")
        #expect(read["description"] == "flies")
        #expect(read["composite"] == false)
        #expect(read["clientRole"] == false)
        #expect(read["containerId"] == "master")
        #expect(read["attributes"] == ["k": ["v"]])
        let id = read["id"]?.stringValue ?? ""
        #expect(await api.ask(.get, "/roles-by-id/\(id)").body == read.body)
        #expect(
            await api.ask(.post, "/roles", #"{"name":"pilot"}"#).text
                == #"{"errorMessage":"Role with name pilot already exists"}"#)
        #expect(await api.ask(.put, "/roles/pilot", #"{"name":"pilot","description":"lands"}"#).status == 204)
        #expect(await api.ask(.put, "/roles-by-id/\(id)", #"{"attributes":{}}"#).status == 204)
        #expect(await api.ask(.get, "/roles/pilot")["attributes"] == [:])
        #expect(await api.ask(.put, "/roles/pilot", #"{"name":"driver"}"#).status == 501)
        let names = await api.ask(.get, "/roles?briefRepresentation=True&max=100&first=0").names()
        #expect(names.contains("pilot"))
        #expect(names.contains("default-roles-master"))
        #expect(names.contains("super-admin"))
        #expect(await api.ask(.get, "/roles?search=PIL").names() == ["pilot"])
        #expect(await api.ask(.get, "/roles?search=pil&briefRepresentation=False").list.first?["attributes"] == [:])
        #expect(await api.ask(.delete, "/roles/pilot").status == 204)
        #expect(await api.ask(.get, "/roles/pilot").text == #"{"error":"Could not find role"}"#)
        #expect(await api.ask(.get, "/roles-by-id/\(id)").text == #"{"error":"Could not find role with id"}"#)
        #expect(await api.ask(.get, "/roles-by-id/nonsense").status == 404)
        #expect(await api.ask(.delete, "/roles/super-admin").status == 409)
    }

    @Test func rolesAreGivenToUsersAndGroups() async throws {
        let api = try await KeycloakHarness()
        let ada = await api.user("ada")
        let group = await api.ask(.post, "/groups", #"{"name":"ops"}"#).made
        for name in ["one", "two"] { _ = await api.ask(.post, "/roles", #"{"name":"\#(name)"}"#) }
        let one = await api.ask(.get, "/roles/one").text, two = await api.ask(.get, "/roles/two").text
        let path = "/users/\(ada)/role-mappings/realm"
        #expect(await api.ask(.get, path).names() == ["default-roles-master"])
        #expect(await api.ask(.post, path, "[\(one)]").status == 204)
        #expect(await api.ask(.get, path).names() == ["default-roles-master", "one"])
        #expect(await api.ask(.post, "/groups/\(group)/role-mappings/realm", "[\(two)]").status == 204)
        #expect(await api.ask(.put, "/users/\(ada)/groups/\(group)").status == 204)
        #expect(await api.ask(.get, path).names() == ["default-roles-master", "one"])
        #expect(await api.ask(.get, "\(path)/composite").names() == ["default-roles-master", "one", "two"])
        let available = await api.ask(.get, "\(path)/available").names()
        #expect(available.contains("two") && !available.contains("one"))
        #expect(await api.ask(.get, "/groups/\(group)/role-mappings/realm").names() == ["two"])
        #expect(await api.ask(.get, "/groups/\(group)")["realmRoles"] == ["two"])
        #expect(await api.ask(.get, "/roles/two/groups").names() == ["ops"])
        #expect(await api.ask(.get, "/roles/one/users?first=0&max=100").names("username") == ["ada"])
        #expect(await api.ask(.post, path, #"["one"]"#).text == #"{"error":"unknown_error"}"#)
        #expect(await api.ask(.post, path, #"[{"name":"none"}]"#).text == #"{"error":"Role not found"}"#)
        #expect(await api.ask(.delete, path, "[\(one)]").status == 204)
        #expect(await api.ask(.get, path).names() == ["default-roles-master"])
        let all = await api.ask(.get, "/users/\(ada)/role-mappings")
        #expect(all["realmMappings"]?.arrayValue?.count == 1)
        #expect(all["clientMappings"] == nil)
        #expect(await api.ask(.delete, "/groups/\(group)/role-mappings/realm", "[\(two)]").status == 204)
        #expect(await api.ask(.get, "/groups/\(group)/role-mappings").text == "{}")
    }

    @Test func rolesIncludeOthersOfRealmAndClients() async throws {
        let api = try await KeycloakHarness()
        for name in ["outer", "inner"] { _ = await api.ask(.post, "/roles", #"{"name":"\#(name)"}"#) }
        let client = await api.ask(.post, "/clients", #"{"clientId":"portal"}"#).made
        #expect(await api.ask(.post, "/clients/\(client)/roles", #"{"name":"viewer"}"#).status == 201)
        let viewer = await api.ask(.get, "/clients/\(client)/roles/viewer")
        #expect(viewer["containerId"]?.stringValue == client)
        #expect(viewer["clientRole"] == true)
        let inner = await api.ask(.get, "/roles/inner").text
        #expect(await api.ask(.post, "/roles/outer/composites", "[\(inner),\(viewer.text)]").status == 204)
        #expect(await api.ask(.get, "/roles/outer")["composite"] == true)
        #expect(await api.ask(.get, "/roles/outer/composites").names() == ["inner", "viewer"])
        let id = await api.ask(.get, "/roles/outer")["id"]?.stringValue ?? ""
        #expect(await api.ask(.get, "/roles-by-id/\(id)/composites/realm").names() == ["inner"])
        #expect(await api.ask(.get, "/roles-by-id/\(id)/composites/clients/\(client)").names() == ["viewer"])
        let ada = await api.user("ada")
        let outer = await api.ask(.get, "/roles/outer").text
        #expect(await api.ask(.post, "/users/\(ada)/role-mappings/realm", "[\(outer)]").status == 204)
        let mapped = "/users/\(ada)/role-mappings/clients/\(client)"
        #expect(await api.ask(.get, mapped).text == "[]")
        #expect(await api.ask(.get, "\(mapped)/composite").names() == ["viewer"])
        #expect(await api.ask(.get, "\(mapped)/available").names() == ["viewer"])
        #expect(await api.ask(.delete, "/roles-by-id/\(id)/composites", "[\(inner)]").status == 204)
        #expect(await api.ask(.get, "/roles/outer/composites").names() == ["viewer"])
        let root = await api.ask(.get, "/roles/super-admin").text
        #expect(await api.ask(.post, "/roles/outer/composites", "[\(root)]").status == 400)
        #expect(await api.ask(.delete, "/clients/\(client)").status == 204)
        #expect(await api.ask(.get, "/roles/outer/composites").text == "[]")
    }

    @Test func z05_nobodyGivesARoleThatHoldsMoreThanTheyDo() async throws {
        let api = try await KeycloakHarness()
        let ada = await api.user("ada"), boss = try await api.person("boss", roles: [.admin])
        let root = await api.ask(.get, "/roles/super-admin").text
        #expect(
            await api.ask(.post, "/users/\(ada)/role-mappings/realm", "[\(root)]", token: boss).status == 403)
        let group = await api.ask(.post, "/groups", #"{"name":"ops"}"#, token: boss).made
        #expect(
            await api.ask(.post, "/groups/\(group)/role-mappings/realm", "[\(root)]", token: boss).status == 403)
        // The last one stays.
        let id = await api.ask(.get, "/users?username=root").list.first?["id"]?.stringValue ?? ""
        #expect(await api.ask(.delete, "/users/\(id)/role-mappings/realm", "[\(root)]").status == 409)
    }
}
