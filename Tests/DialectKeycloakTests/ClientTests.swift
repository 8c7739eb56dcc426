import HTTPCore
import IdentityCore
import IdentityServices
import JSONText
import TestSupport
import Testing

@Suite struct KeycloakClientTests {
    @Test func aClientIsMadeReadChangedAndDeleted() async throws {
        let api = try await KeycloakHarness()
        let made = await api.ask(
            .post, "/clients",
            #"""
            {"clientId": "portal", "enabled": true, "publicClient": false, "serviceAccountsEnabled": true,
            "redirectUris": ["http://localhost:9/callback"], "webOrigins": ["+"], "secret": "first-secret",
            "attributes": {"oauth2.device.authorization.grant.enabled": true, "own": "kept"}}
            """#)
        #expect(made.status == 201)
        let path = "/clients/\(made.made)"
        let read = await api.ask(.get, path)
        #expect(read["clientId"] == "portal")
        #expect(read["directAccessGrantsEnabled"] == true)
        #expect(read["serviceAccountsEnabled"] == true)
        #expect(read["secret"] == nil)
        #expect(read["attributes"]?.objectValue?["own"] == "kept")
        #expect(read["attributes"]?.objectValue?["oauth2.device.authorization.grant.enabled"] == "true")
        #expect(await api.ask(.get, "/clients?clientId=portal").names("clientId") == ["portal"])
        #expect(await api.ask(.get, "/clients?clientId=port").text == "[]")
        #expect(await api.ask(.get, "/clients?clientId=PORT&search=true").names("clientId") == ["portal"])
        #expect(await api.ask(.get, "\(path)/client-secret").text == #"{"type":"secret","value":"first-secret"}"#)
        let renewed = await api.ask(.post, "\(path)/client-secret")["value"]?.stringValue
        #expect(renewed != "first-secret")
        #expect(await api.ask(.get, "\(path)/client-secret")["value"]?.stringValue == renewed)
        let account = await api.ask(.get, "\(path)/service-account-user")
        #expect(account["username"] == "service-account-portal")
        #expect(await api.ask(.get, "/users").names("username") == ["root"])
        #expect(await api.ask(.put, path, #"{"directAccessGrantsEnabled": false}"#).status == 204)
        let changed = await api.ask(.get, path)
        #expect(changed["directAccessGrantsEnabled"] == false)
        #expect(changed["redirectUris"] == ["http://localhost:9/callback"])
        #expect(changed["attributes"] == read["attributes"])
        #expect(
            await api.ask(.post, "/clients", #"{"clientId":"portal"}"#).text
                == #"{"errorMessage":"Client portal already exists"}"#)
        #expect(await api.ask(.post, "/clients", #"{"clientId":"x","nonsense":1}"#).text.contains("Unrecognized field"))
        #expect(await api.ask(.post, "/clients", #"{"clientId":"x","implicitFlowEnabled":true}"#).status == 501)
        #expect(await api.ask(.post, "/clients", "{}").status == 400)
        #expect(await api.ask(.get, "/clients/portal").text == #"{"error":"Could not find client"}"#)
        #expect(await api.ask(.delete, path).status == 204)
        #expect(await api.ask(.get, path).status == 404)
    }

    @Test func goingOnWhileTheUserIsAwayIsAnOptionalScopeThatNoClientHasByItself() async throws {
        let api = try await KeycloakHarness()
        let path = "/clients/\(await api.ask(.post, "/clients", #"{"clientId":"portal"}"#).made)"
        #expect(await api.ask(.get, path)["optionalClientScopes"] == [])
        let scopes = #"{"optionalClientScopes":["offline_access","phone"]}"#
        #expect(await api.ask(.put, path, scopes).status == 204)
        #expect(await api.ask(.get, path)["optionalClientScopes"] == ["offline_access"])
        #expect(await api.ask(.put, path, #"{"description":"other"}"#).status == 204)
        #expect(await api.ask(.get, path)["optionalClientScopes"] == ["offline_access"])
        #expect(await api.ask(.put, path, #"{"optionalClientScopes":[]}"#).status == 204)
        #expect(await api.ask(.get, path)["optionalClientScopes"] == [])
    }

    @Test func mappersAndRolesBelongToTheirClient() async throws {
        let api = try await KeycloakHarness()
        let client = await api.ask(.post, "/clients", #"{"clientId":"portal","publicClient":true}"#).made
        let path = "/clients/\(client)/protocol-mappers/models"
        let mapper =
            #"{"name":"groups","protocol":"openid-connect","protocolMapper":"oidc-group-membership-mapper","config":{"claim.name":"groups","full.path":"true"}}"#
        let made = await api.ask(.post, path, mapper)
        #expect(made.status == 201)
        #expect(await api.ask(.post, path, mapper).status == 409)
        #expect(await api.ask(.get, path).names() == ["groups"])
        let changed = mapper.replacing(#""true""#, with: #""false""#)
        #expect(await api.ask(.put, "\(path)/\(made.made)", changed).status == 204)
        #expect(
            await api.ask(.get, "\(path)/\(made.made)")["config"] == ["claim.name": "groups", "full.path": "false"])
        #expect(await api.ask(.delete, "\(path)/\(client)").text == #"{"error":"Model not found"}"#)
        #expect(await api.ask(.delete, "\(path)/\(made.made)").status == 204)
        #expect(await api.ask(.get, path).text == "[]")
        #expect(await api.ask(.get, "/clients/\(client)/service-account-user").status == 400)
        let roles = "/clients/\(client)/roles"
        #expect(await api.ask(.post, roles, #"{"name":"viewer"}"#).location?.hasSuffix("/roles/viewer") == true)
        #expect(await api.ask(.post, roles, #"{"name":"viewer"}"#).status == 409)
        #expect(await api.ask(.get, roles).names() == ["viewer"])
        let ada = await api.user("ada"), viewer = await api.ask(.get, "\(roles)/viewer").text
        #expect(await api.ask(.post, "/users/\(ada)/role-mappings/clients/\(client)", "[\(viewer)]").status == 204)
        #expect(await api.ask(.get, "\(roles)/viewer/users").names("username") == ["ada"])
        #expect(
            await api.ask(.get, "/users/\(ada)/role-mappings")["clientMappings"]?.objectValue?["portal"]?.objectValue?[
                "client"] == "portal")
        #expect(
            await api.ask(.get, "/users/\(ada)/role-mappings/clients/\(ada)").text == #"{"error":"Client not found"}"#)
        #expect(await api.ask(.delete, "\(roles)/viewer").status == 204)
        #expect(await api.ask(.get, "\(roles)/viewer").status == 404)
    }

    @Test func aClientOfOneRealmIsNotInAnother() async throws {
        let api = try await KeycloakHarness()
        _ = await api.ask(.post, "/realms", #"{"realm":"acme"}"#, realm: nil)
        let client = await api.ask(.post, "/clients", #"{"clientId":"portal"}"#, realm: "acme").made
        #expect(await api.ask(.get, "/clients/\(client)", realm: "acme").status == 200)
        #expect(await api.ask(.get, "/clients/\(client)").status == 404)
        #expect(await api.ask(.get, "/clients?clientId=portal").text == "[]")
    }
}
