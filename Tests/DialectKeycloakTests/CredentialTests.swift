import HTTPCore
import IdentityCore
import IdentityServices
import JSONText
import TestSupport
import Testing

@Suite struct KeycloakCredentialTests {
    @Test func aPasswordIsSetForGoodOrForOneSignIn() async throws {
        let api = try await KeycloakHarness()
        let ada = await api.user("ada")
        let set = #"{"type":"password","temporary":False,"value":"difference engine"}"#
        #expect(await api.ask(.put, "/users/\(ada)/reset-password", set).status == 400)
        let good = set.replacing("False", with: "false")
        #expect(await api.ask(.put, "/users/\(ada)/reset-password", good).status == 204)
        #expect(try await api.house.signedIn("ada", password: "difference engine").userID != nil)
        let credentials = await api.ask(.get, "/users/\(ada)/credentials").list
        #expect(credentials.map { $0["type"] } == ["password"])
        #expect(credentials.first?.keys.sorted() == ["createdDate", "credentialData", "id", "type"])
        let temporary = good.replacing("false", with: "true").replacing("difference", with: "steam")
        #expect(await api.ask(.put, "/users/\(ada)/reset-password", temporary).status == 204)
        #expect(await api.ask(.get, "/users/\(ada)")["requiredActions"] == ["UPDATE_PASSWORD"])
        #expect(await api.ask(.put, "/users/\(ada)", #"{"requiredActions":[]}"#).status == 204)
        #expect(await api.ask(.get, "/users/\(ada)")["requiredActions"] == [])
        #expect(await api.ask(.put, "/users/\(ada)/reset-password", "{}").text.contains("No password provided"))
        let other = await api.ask(.delete, "/users/\(ada)/credentials/other")
        #expect(other.text == #"{"error":"Credential not found"}"#)
        #expect(await api.ask(.delete, "/users/\(ada)/credentials/\(ada)").status == 204)
        #expect(await api.ask(.get, "/users/\(ada)/credentials").text == "[]")
    }

    @Test func wrongPasswordsAreCountedShownAndForgiven() async throws {
        let api = try await KeycloakHarness()
        try await api.house.user("ada")
        for _ in 0..<3 { _ = try? await api.house.signedIn("ada", password: "wrong") }
        let ada = await api.ask(.get, "/users?username=ada").list.first?["id"]?.stringValue ?? ""
        let path = "/attack-detection/brute-force/users/\(ada)"
        let standing = await api.ask(.get, path)
        #expect(standing["numFailures"] == 3)
        #expect(standing["disabled"] == false)
        #expect(await api.ask(.delete, path).status == 204)
        #expect(await api.ask(.get, path)["numFailures"] == 0)
        _ = try? await api.house.signedIn("ada", password: "wrong")
        #expect(await api.ask(.delete, "/attack-detection/brute-force/users").status == 204)
        #expect(await api.ask(.get, path)["numFailures"] == 0)
    }

    @Test func sessionsAreListedAndEnded() async throws {
        let api = try await KeycloakHarness()
        let user = try await api.house.user("ada")
        let one = try await KeycloakHarness.token("ada", in: api.house)
        _ = try await KeycloakHarness.token("ada", in: api.house)
        let sessions = await api.ask(.get, "/users/\(user.id)/sessions").list
        #expect(sessions.count == 2)
        #expect(sessions.first?["username"] == "ada")
        #expect(sessions.first?["ipAddress"] == "192.0.2.1")
        let id = sessions[0]["id"]?.stringValue ?? ""
        #expect(await api.ask(.delete, "/sessions/\(id)").status == 204)
        #expect(await api.ask(.get, "/users/\(user.id)/sessions").list.count == 1)
        #expect(await api.ask(.post, "/users/\(user.id)/logout").status == 204)
        #expect(await api.ask(.get, "/users/\(user.id)/sessions").text == "[]")
        #expect(await api.ask(.get, "/users", token: one).status == 401)
    }

    @Test func aMailIsSentOnlyWhereACodeOpensSomething() async throws {
        let mails = KeptMail()
        let api = try await KeycloakHarness(mail: mails)
        let ada = await api.user(
            "ada", #","email":"ada@x.org","credentials":[{"type":"password","value":"analytical engine"}]"#)
        let path = "/users/\(ada)/execute-actions-email?lifespan=600"
        #expect(await api.ask(.put, path, #"["UPDATE_PASSWORD"]"#).status == 204)
        #expect(await api.ask(.put, path, #"["CONFIGURE_TOTP"]"#).status == 501)
        let bare = await api.user("bare")
        let refused = await api.ask(.put, "/users/\(bare)/execute-actions-email", #"["UPDATE_PASSWORD"]"#)
        #expect(refused.status == 400)
        #expect(refused.text == #"{"errorMessage":"User email missing"}"#)
        let dumb = try await KeycloakHarness()
        let eve = await dumb.user("eve", #","email":"eve@x.org""#)
        let failed = await dumb.ask(.put, "/users/\(eve)/execute-actions-email", #"["UPDATE_PASSWORD"]"#)
        #expect(failed.status == 500)
        #expect(failed.text.contains("Failed to send execute actions email"))
    }

    @Test func linksAndConsentsSayWhatIsTrueHere() async throws {
        let api = try await KeycloakHarness()
        let ada = await api.user("ada")
        #expect(await api.ask(.get, "/users/\(ada)/federated-identity").text == "[]")
        #expect(await api.ask(.post, "/users/\(ada)/federated-identity/gitlab", "{}").status == 501)
        #expect(
            await api.ask(.delete, "/users/\(ada)/federated-identity/gitlab").text == #"{"error":"Link not found"}"#)
        #expect(await api.ask(.get, "/users/\(ada)/consents").text == "[]")
        #expect(
            await api.ask(.delete, "/users/\(ada)/consents/x").text
                == #"{"error":"Consent nor offline token not found"}"#)
    }
}
