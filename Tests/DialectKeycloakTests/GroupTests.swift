import HTTPCore
import IdentityCore
import IdentityServices
import JSONText
import TestSupport
import Testing

@Suite struct KeycloakGroupTests {
    @Test func groupsFormATree() async throws {
        let api = try await KeycloakHarness()
        let top = await api.ask(.post, "/groups", #"{"name":"ops","attributes":{"k":["v"]}}"#)
        #expect(top.status == 201)
        let child = await api.ask(.post, "/groups/\(top.made)/children", #"{"name":"linux"}"#)
        #expect(child.status == 201)
        #expect(child.location == "http://sso.example.com/admin/realms/master/groups/\(child.made)")
        #expect(child["path"] == "/ops/linux")
        #expect(child["parentId"]?.stringValue == top.made)
        let again = await api.ask(.post, "/groups", #"{"name":"ops"}"#)
        #expect(again.status == 409)
        #expect(again.text == #"{"errorMessage":"Top level group named 'ops' already exists."}"#)
        #expect(again.location == nil)
        #expect(
            await api.ask(.post, "/groups/\(top.made)/children", #"{"name":"linux"}"#).text
                == #"{"errorMessage":"Sibling group named 'linux' already exists."}"#)
        let all = await api.ask(.get, "/groups?max=100&first=0").list
        #expect(all.count == 1)
        #expect(all.first?["subGroupCount"] == 1)
        #expect(all.first?["subGroups"] == [])
        #expect(all.first?["attributes"] == nil)
        let read = await api.ask(.get, "/groups/\(top.made)")
        #expect(read["attributes"] == ["k": ["v"]])
        #expect(read["realmRoles"] == [])
        #expect(await api.ask(.get, "/groups/\(top.made)/children?max=100&first=0").names() == ["linux"])
        let found = await api.ask(.get, "/groups?search=lin").list
        #expect(found.first?["name"] == "ops")
        #expect(found.first?["subGroups"]?.arrayValue?.first?.objectValue?["name"] == "linux")
        #expect(await api.ask(.get, "/groups?search=ops&exact=true").names() == ["ops"])
        #expect(await api.ask(.get, "/groups/count").text == #"{"count":2}"#)
        #expect(await api.ask(.get, "/groups/count?top=True").text == #"{"count":1}"#)
        #expect(await api.ask(.get, "/groups/count?search=linux").text == #"{"count":1}"#)
        #expect(await api.ask(.get, "/group-by-path/ops/linux")["id"]?.stringValue == child.made)
        #expect(
            await api.ask(.get, "/group-by-path/ops/none").text == #"{"error":"Group path does not exist"}"#)
        #expect(await api.ask(.put, "/groups/\(top.made)", #"{"name":"staff"}"#).status == 204)
        #expect(await api.ask(.get, "/groups/\(child.made)")["path"] == "/staff/linux")
        #expect(await api.ask(.get, "/groups/\(top.made)")["attributes"] == ["k": ["v"]])
        #expect(await api.ask(.put, "/groups/\(top.made)", "{}").status == 400)
        // Moved to the top, and back.
        #expect(await api.ask(.post, "/groups", #"{"id":"\#(child.made)","name":"linux"}"#).status == 204)
        #expect(await api.ask(.get, "/groups").names() == ["linux", "staff"])
        #expect(
            await api.ask(.post, "/groups/\(top.made)/children", #"{"id":"\#(child.made)"}"#).status == 204)
        #expect(await api.ask(.delete, "/groups/\(top.made)").status == 204)
        #expect(
            await api.ask(.get, "/groups/\(child.made)").text == #"{"error":"Could not find group by id"}"#)
    }

    @Test func membersComeAndGo() async throws {
        let api = try await KeycloakHarness()
        let ada = await api.user("ada"), bob = await api.user("bob")
        let top = await api.ask(.post, "/groups", #"{"name":"ops"}"#).made
        let kid = await api.ask(.post, "/groups/\(top)/children", #"{"name":"kid"}"#).made
        for _ in 0..<2 { #expect(await api.ask(.put, "/users/\(ada)/groups/\(kid)").status == 204) }
        #expect(await api.ask(.put, "/users/\(bob)/groups/\(top)").status == 204)
        #expect(await api.ask(.get, "/groups/\(top)/members?first=0&max=100").names("username") == ["bob"])
        #expect(await api.ask(.get, "/groups/\(kid)/members").names("username") == ["ada"])
        let groups = await api.ask(.get, "/users/\(ada)/groups?briefRepresentation=True&max=100&first=0").list
        #expect(groups.map { $0["path"] } == ["/ops/kid"])
        #expect(await api.ask(.get, "/users/\(ada)/groups/count").text == #"{"count":1}"#)
        #expect(await api.ask(.put, "/users/\(ada)/groups/\(ada)").text == #"{"error":"Could not find group by id"}"#)
        #expect(await api.ask(.put, "/users/\(top)/groups/\(top)").text == #"{"error":"User not found"}"#)
        #expect(await api.ask(.delete, "/users/\(ada)/groups/\(kid)").status == 204)
        #expect(await api.ask(.get, "/users/\(ada)/groups").text == "[]")
        let born = await api.user("eve", #","groups":["/ops/kid"]"#)
        #expect(await api.ask(.get, "/users/\(born)/groups").list.map { $0["path"] } == ["/ops/kid"])
    }
}
