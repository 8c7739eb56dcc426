import HTTPCore
import IdentityCore
import IdentityServices
import JSONText
import TestSupport
import Testing

@Suite struct KeycloakUserTests {
    @Test func aUserIsMadeReadChangedAndDeleted() async throws {
        let api = try await KeycloakHarness()
        let made = await api.ask(
            .post, "/users",
            #"""
            {"username": "Ada", "email": "Ada@Example.org", "firstName": "Ada", "lastName": "Lovelace", "enabled": true,
            "emailVerified": true, "attributes": {"team": ["one", "two"], "room": "7"}, "requiredActions": [],
            "credentials": [{"type": "password", "value": "analytical engine", "temporary": false}]}
            """#)
        #expect(made.status == 201)
        #expect(made.text.isEmpty)
        #expect(made.location == "http://sso.example.com/admin/realms/master/users/\(made.made)")
        let read = await api.ask(.get, "/users/\(made.made)?userProfileMetadata=False")
        #expect(read["username"] == "ada")
        #expect(read["email"] == "ada@example.org")
        #expect(read["firstName"] == "Ada")
        #expect(read["enabled"] == true)
        #expect(read["attributes"] == ["team": ["one", "two"], "room": ["7"]])
        #expect(read["requiredActions"] == [])
        #expect(read["federatedIdentities"] == [])
        #expect(
            read["access"]
                == ["manageGroupMembership": true, "view": true, "mapRoles": true, "impersonate": true, "manage": true])
        #expect(try await api.house.signedIn("ada", password: "analytical engine").userID?.description == made.made)
        // Only members sent are changed, attributes as a whole.
        #expect(await api.ask(.put, "/users/\(made.made)", #"{"enabled": false}"#).status == 204)
        let disabled = await api.ask(.get, "/users/\(made.made)")
        #expect(disabled["enabled"] == false)
        #expect(disabled["attributes"] == read["attributes"])
        let whole = String(decoding: read.body.encoded(), as: UTF8.self)
        #expect(await api.ask(.put, "/users/\(made.made)", whole).status == 204)
        #expect(await api.ask(.get, "/users/\(made.made)").body == read.body)
        #expect(
            await api.ask(.put, "/users/\(made.made)", #"{"attributes": {"x": ["y"]}, "lastName": ""}"#).status == 204)
        let after = await api.ask(.get, "/users/\(made.made)")
        #expect(after["attributes"] == ["x": ["y"]])
        #expect(after["lastName"] == nil)
        #expect(await api.ask(.delete, "/users/\(made.made)").status == 204)
        let gone = await api.ask(.get, "/users/\(made.made)")
        #expect(gone.status == 404)
        #expect(gone.text == #"{"error":"User not found"}"#)
    }

    @Test func usersAreFoundByEveryFilter() async throws {
        let api = try await KeycloakHarness()
        _ = await api.user("ann", #","email":"ann@x.org","firstName":"Anna","attributes":{"k":["v w"]}"#)
        _ = await api.user("bob", #","email":"bob@x.org","lastName":"Annan","emailVerified":true"#)
        _ = await api.user("cid", #","firstName":"Cid","enabled":false"#)
        func found(_ query: String) async -> [String] { await api.ask(.get, "/users?\(query)").names("username") }
        #expect(await found("") == ["ann", "bob", "cid", "root"])
        #expect(await found("first=1&max=2") == ["bob", "cid"])
        #expect(await found("first=3&max=2") == ["root"])
        #expect(await found("first=-1&max=-1") == ["ann", "bob", "cid", "root"])
        #expect(await found("username=N") == ["ann"])
        #expect(await found("username=an&exact=True") == [])
        #expect(await found("username=ANN&exact=True&max=1") == ["ann"])
        #expect(await found("email=x.org") == ["ann", "bob"])
        #expect(await found("firstName=ann") == ["ann"])
        #expect(await found("lastName=annan&exact=true") == ["bob"])
        #expect(await found("enabled=False") == ["cid"])
        #expect(await found("emailVerified=True") == ["bob"])
        #expect(await found("search=ann") == ["ann", "bob"])
        #expect(await found("search=*nn*") == ["ann", "bob"])
        #expect(await found("search=nn") == [])
        #expect(await found("search=%22ann%22") == ["ann"])
        #expect(await found("search=ann%20bob") == ["bob"])
        #expect(await found("q=k:%22v%20w%22") == ["ann"])
        #expect(await found("q=k:v") == [])
        #expect(await api.ask(.get, "/users/count?email=x.org").text == "2")
        #expect(await api.ask(.get, "/users/count").text == "4")
        let brief = await api.ask(.get, "/users?username=ann&briefRepresentation=True").list
        #expect(
            brief.first?.keys.sorted()
                == ["createdTimestamp", "email", "emailVerified", "enabled", "firstName", "id", "username"])
    }

    @Test func pagesFollowEachOtherWhateverChanges() async throws {
        let api = try await KeycloakHarness()
        for number in 0..<7 { _ = await api.user("u\(number)") }
        var seen: [String] = [], first = 0
        while true {
            let page = await api.ask(.get, "/users?first=\(first)&max=3").names("username")
            seen += page
            first += 3
            if page.count < 3 { break }
        }
        #expect(seen == ["root", "u0", "u1", "u2", "u3", "u4", "u5", "u6"])
        #expect(await api.ask(.get, "/users?first=6&max=3").names("username") == ["u5", "u6"])
    }

    @Test func whatIsWrongIsSaidInKeycloaksWords() async throws {
        let api = try await KeycloakHarness()
        let ada = await api.user("ada", #","email":"ada@x.org""#)
        func refused(_ body: String) async -> String { await api.ask(.post, "/users", body).text }
        #expect(await refused(#"{"username":"ADA"}"#) == #"{"errorMessage":"User exists with same username"}"#)
        #expect(
            await refused(#"{"username":"b","email":"ADA@x.org"}"#)
                == #"{"errorMessage":"User exists with same email"}"#)
        #expect(await refused("{}").contains("User name is missing"))
        #expect(await refused(#"{"username":"b","nonsense":1}"#).contains("Unrecognized field"))
        #expect(await refused("[]") == #"{"error":"unknown_error"}"#)
        let taken = await api.user("bob")
        let clash = await api.ask(.put, "/users/\(taken)", #"{"email":"ada@x.org"}"#)
        #expect(clash.status == 409)
        #expect(clash.text == #"{"errorMessage":"User exists with same email"}"#)
        #expect(await api.ask(.put, "/users/\(ada)", #"{"requiredActions":["CONFIGURE_TOTP"]}"#).status == 501)
        #expect(await api.ask(.get, "/users/nobody").text == #"{"error":"User not found"}"#)
        let nowhere = await api.ask(.get, "/users", realm: "nowhere")
        #expect(nowhere.status == 404)
        #expect(nowhere.text == #"{"error":"Realm not found."}"#)
        #expect(await api.ask(.get, "/users", realm: "default").status == 404)
    }

    @Test func z13_whoMayNotIsRefusedAndSeesWhatTheyMay() async throws {
        let api = try await KeycloakHarness()
        let ada = await api.user("ada")
        let nobody = await api.ask(.get, "/users", token: "")
        #expect(nobody.status == 401)
        #expect(nobody.text == #"{"error":"HTTP 401 Unauthorized"}"#)
        let member = try await api.person("member", roles: [.member])
        for (method, path, body) in [
            (HTTPMethod.get, "/users", nil), (.get, "/users/\(ada)", nil), (.post, "/users", #"{"username":"x"}"#),
            (.put, "/users/\(ada)", #"{"enabled":false}"#), (.delete, "/users/\(ada)", nil),
            (.put, "/users/\(ada)/reset-password", #"{"value":"another one 17"}"#), (.get, "/groups", nil),
            (.post, "/roles", #"{"name":"x"}"#), (.get, "/clients", nil), (.get, "/components", nil),
        ] as [(HTTPMethod, String, String?)] {
            let refused = await api.ask(method, path, body, token: member)
            #expect(refused.status == 403, "\(method) \(path): \(refused.text)")
            #expect(refused.text == #"{"error":"HTTP 403 Forbidden"}"#, "\(method) \(path)")
        }
        let reader = try await api.person("reader", roles: [.reader])
        let seen = await api.ask(.get, "/users/\(ada)", token: reader)
        #expect(
            seen["access"]
                == [
                    "manageGroupMembership": false, "view": true, "mapRoles": false, "impersonate": false,
                    "manage": false,
                ])
        // Whoever manages does not manage the stronger.
        let boss = try await api.person("boss", roles: [.admin])
        let root = await api.ask(.get, "/users?username=root&exact=true", token: boss).list.first
        #expect(root?["access"]?.objectValue?["manage"] == false)
        #expect(root?["access"]?.objectValue?["impersonate"] == false)
        let id = root?["id"]?.stringValue ?? ""
        #expect(await api.ask(.put, "/users/\(id)", #"{"enabled":false}"#, token: boss).status == 403)
        #expect(
            await api.ask(.put, "/users/\(id)/reset-password", #"{"value":"another one 17"}"#, token: boss).status
                == 403)
    }

    @Test func z03_aUserOfAnotherRealmIsNotThere() async throws {
        let api = try await KeycloakHarness()
        #expect(await api.ask(.post, "/realms", #"{"realm":"acme","enabled":true}"#, realm: nil).status == 201)
        let eve = await api.user("eve", realm: "acme")
        #expect(await api.ask(.get, "/users/\(eve)", realm: "acme").status == 200)
        for (method, path, body) in [
            (HTTPMethod.get, "/users/\(eve)", nil), (.put, "/users/\(eve)", "{}"), (.delete, "/users/\(eve)", nil),
            (.post, "/users/\(eve)/logout", nil), (.get, "/users/\(eve)/role-mappings", nil),
            (.get, "/users/\(eve)/credentials", nil),
        ] as [(HTTPMethod, String, String?)] {
            #expect(await api.ask(method, path, body).status == 404, "\(method) \(path)")
        }
        #expect(await api.ask(.get, "/users").names("username") == ["root"])
    }
}
