import DialectKit
import Foundation
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText
import TestSupport
import Testing

@Suite struct SupplierTests {
    private func result(_ api: DataikuHarness, _ start: DataikuHarness.Answer) async throws -> DataikuHarness.Answer {
        let id = try #require(start["jobId"]?.stringValue, "\(start.text)")
        for _ in 0..<500 {
            let answer = try await api.ask(.get, "/futures/\(id)?peek=False")
            if answer.status >= 400 || answer["hasResult"] == true { return answer }
            try await Task.sleep(for: .milliseconds(10))
        }
        return start
    }

    @Test func noBodyBringsEverybodyInAndAnEmptyListNobody() async throws {
        let api = try await DataikuHarness()
        api.directory.people.append(
            ExternalIdentity(externalID: "1", login: "ann", displayName: "Ann", groups: ["staff"]))
        let nobody = try await result(api, try await api.ask(.post, "/admin/users/actions/resync-multi", []))
        #expect(nobody["hasResult"] == true)
        #expect(try await api.ask(.get, "/admin/users/ann").status == 404)
        let everybody = try await result(api, try await api.ask(.post, "/admin/users/actions/resync-multi"))
        #expect(everybody["result"]?.objectValue?["created"] == 1)
        #expect(try await api.settings("ann")["sourceType"] == "LDAP")
    }

    @Test func peopleAndGroupsOfTheSourceAreFetched() async throws {
        let api = try await DataikuHarness()
        api.directory.people.append(
            ExternalIdentity(externalID: "1", login: "ann", email: "a@x.org", displayName: "Ann", groups: ["staff"]))
        api.directory.people.append(
            ExternalIdentity(externalID: "2", login: "bob", displayName: "Bob", groups: ["desk"]))
        let groups = try await result(api, try await api.ask(.get, "/admin/external-groups?userSourceType=LDAP"))
        #expect(groups["result"] == ["desk", "staff"])
        for query in ["login=ann", "email=a%40x.org", "groupName=staff"] {
            let path = "/admin/external-users?userSourceType=LDAP&\(query)"
            let people = try await result(api, try await api.ask(.get, path))
            #expect(people["result"]?.arrayValue?.map { $0.objectValue?["login"] } == ["ann"], "\(query)")
        }
        let all = try await result(api, try await api.ask(.get, "/admin/external-users?userSourceType=LDAP"))
        #expect(all["result"]?.arrayValue?.count == 2)
        let unknown = try await api.ask(.get, "/admin/external-users?userSourceType=AZURE_AD")
        #expect(unknown.status == 400)
    }

    @Test func aFutureIsSeenByItsStarterOnlyAndAnAbortedOneFails() async throws {
        let api = try await DataikuHarness()
        try await api.house.user("other", roles: [.superAdmin])
        let start = try await api.ask(.post, "/admin/users/actions/resync-multi", [])
        let id = try #require(start["jobId"]?.stringValue)
        let other = try await api.token("other")
        #expect(try await api.ask(.get, "/futures/\(id)?peek=True", token: other).status == 404)
        #expect(try await api.ask(.delete, "/futures/\(id)", token: other).status == 404)
        #expect(try await result(api, start)["hasResult"] == true)
        #expect(try await api.ask(.get, "/futures/\(id)?peek=False")["hasResult"] == true)
        #expect(try await api.ask(.get, "/futures/None?peek=False").status == 404)
    }

    @Test func aSourceThatDoesNotAnswerFailsThePoll() async throws {
        let api = try await DataikuHarness()
        api.directory.fail(.unavailable)
        let failed = try await result(api, try await api.ask(.get, "/admin/external-groups?userSourceType=LDAP"))
        #expect(failed.status == 503)
        let swept = try await result(api, try await api.ask(.post, "/admin/users/actions/resync-multi"))
        #expect(swept.status == 503)
    }

    @Test func aUserOfTheDirectoryIsBoundToThePersonWhenMade() async throws {
        let api = try await DataikuHarness()
        api.directory.people.append(ExternalIdentity(externalID: "1", login: "ann", displayName: "Ann"))
        let body: JSONValue = ["login": "ann", "password": nil, "sourceType": "LDAP"]
        #expect(try await api.ask(.post, "/admin/users/", body).status == 200)
        let user = try await api.house.users.read(.login("ann"), as: TestHouse.operator)
        #expect(user.externalID == "1" && user.source == SourceID(rawValue: "corp"))
        let nobody: JSONValue = ["login": "nobody", "password": nil, "sourceType": "LDAP"]
        #expect(try await api.ask(.post, "/admin/users/", nobody).status == 400)
        let single: JSONValue = ["login": "ann2", "password": nil, "sourceType": "LOCAL_NO_AUTH"]
        #expect(try await api.ask(.post, "/admin/users/", single).status == 400)
    }

    @Test func whatTheConfigurationSaysOfASourceIsShownAndStays() async throws {
        let api = try await DataikuHarness()
        var settings = try #require(try await api.ask(.get, "/admin/iam/ldap-settings").json.objectValue)
        #expect(settings["enabled"] == true && settings["url"] == "ldap://127.0.0.1")
        #expect(settings["bindPassword"] == "********")
        settings["allUsersFilter"] = "(uid=*)"
        #expect(try await api.ask(.put, "/admin//iam/ldap-settings", .object(settings)).status == 200)
        #expect(try await api.ask(.get, "/admin/iam/ldap-settings")["allUsersFilter"] == "(uid=*)")
        settings["url"] = "ldap://192.0.2.1"
        #expect(try await api.ask(.put, "/admin//iam/ldap-settings", .object(settings)).status == 400)
        settings["url"] = "ldap://127.0.0.1"
        settings["bindPassword"] = "another"
        #expect(try await api.ask(.put, "/admin//iam/ldap-settings", .object(settings)).status == 400)
        try await api.house.user("chief", roles: [.admin])
        let chief = try await api.token("chief")
        #expect(try await api.ask(.get, "/admin/general-settings", token: chief).status == 403)
    }
}
