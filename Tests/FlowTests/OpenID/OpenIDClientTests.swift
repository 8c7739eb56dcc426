import JSONText
import Testing

/// Clients that others wrote, against the server as it runs.
@Suite struct OpenIDClientTests {
    @Test func clientsOfKeycloakAndOfOAuthSignInUnmodified() async throws {
        let port = try freePort()
        let settings = Settings([
            "publicAddress": .string("http://127.0.0.1:\(port)"), "signIn": ["failuresPerAddress": 1_000],
        ])
        let house = try await Gatehouse.start(in: try TemporaryFolder(), settings, port: port)
        let first = try #require(house.firstAdministrator)
        let admin = try await house.signedIn(first.login, first.password)
        _ = try await house.post(
            "clients", admin,
            [
                "id": "web", "redirectUris": ["http://localhost:9/callback"], "postLogoutRedirectUris": ["+"],
                "grants": ["authorization-code", "password", "refresh-token", "device-code", "client-credentials"],
            ])
        func secret(_ client: String) async throws -> String {
            try await house.send(Request("GET", "clients/\(client)/secret", token: admin.token)).string("secret") ?? ""
        }
        let address = "http://127.0.0.1:\(port)", secrets = [try await secret("web"), try await secret("api-client")]
        for script in ["openid_clients.py", "openid_authlib.py"] {
            let verdict = try await ClientProgram.run(
                script, [address, first.login] + secrets, input: first.password, in: house.folder)
            #expect(verdict.ending == .exit(0), "\(verdict.text)")
        }
        try await house.stop()
    }

    @Test func h06_noHostThatARequestNamesStandsInAnAnswer() async throws {
        try await withGatehouse { house, _ in
            for path in ["/realms/master", "/realms/master/.well-known/openid-configuration"] {
                // The kit's own Host is gatehouse.test.
                let answer = try await house.send(Request("GET", path))
                #expect(answer.status == 200 && !answer.text.contains("gatehouse.test"))
            }
            let unknown = try await house.send(Request("GET", "/realms/nowhere"))
            #expect(unknown.status == 404 && unknown.text.contains(#"{"error":"Realm does not exist"}"#))
        }
    }
}
