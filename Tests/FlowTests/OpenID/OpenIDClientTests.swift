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
                "grants": [
                    "authorization-code", "password", "refresh-token", "device-code", "client-credentials",
                    "offline-access",
                ],
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

    @Test func wrongSecretsOfAClientAreAnswered429WithTheTimeToWait() async throws {
        let settings = Settings(["signIn": ["failuresPerAccountAndAddress": 2]])
        try await withGatehouse(settings) { house, _ in
            func ask(_ secret: String, from address: String = "127.0.0.1") async throws -> Answer {
                let form = "grant_type=client_credentials&client_id=api-client&client_secret=\(secret)"
                return try await house.send(
                    Request(
                        "POST", "/realms/master/protocol/openid-connect/token", body: Array(form.utf8),
                        fields: [("Content-Type", "application/x-www-form-urlencoded")], from: address))
            }
            for guess in ["one", "two"] { #expect(try await ask(guess).status == 401) }
            let refused = try await ask("three")
            #expect(refused.status == 429 && refused.text.contains(#"{"error":"temporarily_unavailable","#))
            #expect(refused.field("Retry-After") != nil)
            #expect(try await ask("four", from: "127.0.0.2").status == 401)
        }
    }
}
