import DialectKeycloak
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText
import TestSupport
import Testing

@Suite struct KeycloakRealmTests {
    @Test func aRealmIsMadeReadChangedAndDeletedWithAllInIt() async throws {
        let api = try await KeycloakHarness()
        let made = await api.ask(.post, "/realms", #"{"realm":"acme","enabled":true}"#, realm: nil)
        #expect(made.status == 201)
        #expect(made.location == "http://sso.example.com/admin/realms/acme")
        #expect(await api.ask(.post, "/realms", #"{"realm":"acme"}"#, realm: nil).status == 409)
        #expect(await api.ask(.post, "/realms", #"{"realm":"master"}"#, realm: nil).status == 409)
        #expect(await api.ask(.post, "/realms", "{}", realm: nil).status == 400)
        #expect(await api.ask(.get, "/realms", realm: nil).names("realm") == ["acme", "master"])
        #expect(await api.ask(.put, "", #"{"displayName":"Acme","accountTheme":"plain"}"#, realm: "acme").status == 204)
        let read = await api.ask(.get, "", realm: "acme")
        #expect(read["realm"] == "acme")
        #expect(read["displayName"] == "Acme")
        #expect(read["accountTheme"] == "plain")
        #expect(read["bruteForceProtected"] == true)
        let whole = String(decoding: read.body.encoded(), as: UTF8.self)
        #expect(await api.ask(.put, "", whole, realm: "acme").status == 204)
        #expect(await api.ask(.put, "", #"{"registrationAllowed":true}"#, realm: "acme").status == 501)
        #expect(await api.ask(.put, "", #"{"nonsense":1}"#, realm: "acme").text.contains("Unrecognized field"))
        _ = await api.user("eve", realm: "acme")
        let group = await api.ask(.post, "/groups", #"{"name":"ops"}"#, realm: "acme").made
        _ = await api.ask(.post, "/groups/\(group)/children", #"{"name":"kid"}"#, realm: "acme")
        #expect(await api.ask(.delete, "", realm: "acme").status == 204)
        #expect(await api.ask(.get, "", realm: "acme").text == #"{"error":"Realm not found."}"#)
        #expect(await api.ask(.delete, "").status == 409)
        #expect(await api.ask(.get, "/users").names("username") == ["root"])
    }

    @Test func z05_onlyWhoRulesTheServerEndsARealm() async throws {
        let api = try await KeycloakHarness()
        _ = await api.ask(.post, "/realms", #"{"realm":"acme"}"#, realm: nil)
        let boss = try await api.person("boss", roles: [.admin])
        #expect(await api.ask(.delete, "", realm: "acme", token: boss).status == 403)
        #expect(await api.ask(.post, "/realms", #"{"realm":"other"}"#, realm: nil, token: boss).status == 403)
        #expect(await api.ask(.get, "", realm: "acme").status == 200)
    }

    @Test func whatIsTheSameEverywhereIsReadAndConfirmed() async throws {
        let api = try await KeycloakHarness()
        let profile = await api.ask(.get, "/users/profile")
        #expect(profile["unmanagedAttributePolicy"] == "ENABLED")
        #expect(await api.ask(.put, "/users/profile", profile.text).status == 200)
        #expect(await api.ask(.put, "/users/profile", #"{"attributes":[]}"#).status == 501)
        let actions = await api.ask(.get, "/authentication/required-actions")
        #expect(actions.list.map { $0["alias"] } == ["UPDATE_PASSWORD"])
        let own = String(decoding: JSONValue.object(actions.list[0]).encoded(), as: UTF8.self)
        #expect(await api.ask(.put, "/authentication/required-actions/UPDATE_PASSWORD", own).status == 204)
        #expect(await api.ask(.get, "/serverinfo", realm: nil)["systemInfo"] != nil)
        for cache in ["keys", "realm", "user"] {
            #expect(await api.ask(.post, "/clear-\(cache)-cache").status == 204)
        }
    }

    @Test func whatIsNotServedSaysSo() async throws {
        let api = try await KeycloakHarness()
        let ada = await api.user("ada")
        for (method, path) in [
            (HTTPMethod.post, "/users/\(ada)/impersonation"), (.put, "/users/\(ada)/send-verify-email"),
            (.get, "/keys"), (.get, "/events"), (.get, "/client-scopes"), (.post, "/partial-export"),
            (.post, "/components"),
        ] {
            let refused = await api.ask(method, path, "{}")
            #expect(refused.status == 501, "\(method) \(path)")
            #expect(refused["error"] == "HTTP 501 Not Implemented")
            #expect(refused["error_description"]?.stringValue?.isEmpty == false)
            #expect(await api.ask(method, path, "{}", token: "").status == 401)
        }
    }

    @Test func aDirectoryIsShownTestedAndSynced() async throws {
        let directory = ScriptedDirectory()
        let api = try await KeycloakHarness(sources: [directory.opened()])
        #expect(await api.ask(.get, "/components").text == "[]")
        let missing = await api.ask(.post, "/user-storage/nothing/sync?action=triggerFullSync")
        #expect(missing.status == 404)
        #expect(missing.text == #"{"error":"Could not find component"}"#)
    }
}
