import JSONText
import Testing

/// What clients are refused at the endpoints themselves.
@Suite struct GrantRefusalTests {
    private func with(_ body: (Gatehouse, Person, Person) async throws -> Void) async throws {
        try await withGatehouse { house, admin in
            let ada = try await house.person("ada", madeBy: admin)
            for (id, isPublic) in [("open", true), ("closed", false), ("other", false)] {
                let made = try await house.post("clients", admin, ["id": .string(id), "public": .bool(isPublic)])
                #expect(made.status == 201, "\(made.text)")
            }
            try await body(house, admin, ada)
        }
    }

    private func secret(_ client: String, in house: Gatehouse, _ admin: Person) async throws -> String {
        try #require(try await house.get("clients/\(client)/secret", admin).string("secret"))
    }

    @Test func t16_aNewClientHasNoWayToTokensUntilItIsGivenOne() async throws {
        try await with { house, admin, ada in
            let secret = try await secret("closed", in: house, admin)
            let password = try await house.openID(
                "token",
                [
                    "client_id": "closed", "client_secret": secret, "grant_type": "password", "username": "ada",
                    "password": ada.password,
                ])
            #expect(password.status == 400 && password.string("error") == "unauthorized_client", "\(password.text)")
            let own = try await house.openID(
                "token", ["client_id": "closed", "client_secret": secret, "grant_type": "client_credentials"])
            #expect(own.status >= 400 && own.string("error") == "unauthorized_client", "\(own.text)")
        }
    }

    @Test func t16_onlyTheCodeIsGivenAndAProgramWithoutSecretNeedsProofOfItsOwn() async throws {
        try await with { house, admin, _ in
            try await PageVisitor.makeClient(in: house, admin)
            func answer(_ query: String) async throws -> Answer {
                try await house.send(
                    Request(
                        "GET",
                        "/realms/master/protocol/openid-connect/auth?client_id=web&redirect_uri="
                            + escaped("http://127.0.0.1:9/callback") + query))
            }
            let challenge = "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
            for (query, error) in [
                ("&response_type=token\(challenge)&code_challenge_method=S256", "unsupported_response_type"),
                (
                    "&response_type=\(escaped("code id_token"))\(challenge)&code_challenge_method=S256",
                    "unsupported_response_type"
                ),
                ("&response_type=code", "invalid_request"), ("&response_type=code\(challenge)", "invalid_request"),
                ("&response_type=code\(challenge)&code_challenge_method=plain", "invalid_request"),
            ] {
                let sent = try await answer(query)
                let location = sent.field("Location") ?? ""
                #expect(sent.status == 302 && location.contains("error=\(error)"), "\(query): \(location)")
                #expect(!location.contains("code=") && !location.contains("#"))
            }
        }
    }

    @Test func t14_whoIsNotAskedForIsToldNothingOfAToken() async throws {
        try await with { house, admin, ada in
            let edit: JSONValue = ["grants": ["password"]]
            #expect(try await house.patch("clients/closed", admin, edit).status == 200)
            let secret = try await secret("closed", in: house, admin)
            let token = try #require(
                try await house.openID(
                    "token",
                    [
                        "client_id": "closed", "client_secret": secret, "grant_type": "password", "username": "ada",
                        "password": ada.password,
                    ]
                ).string("access_token"))
            func told(_ client: String, _ secret: String) async throws -> Answer {
                try await house.openID(
                    "token/introspect", ["client_id": client, "client_secret": secret, "token": token])
            }
            #expect(try await told("closed", secret)["active"] == true)
            let foreign = try await told("other", try await self.secret("other", in: house, admin))
            #expect(foreign.status == 200 && foreign.text == #"{"active":false}"#, "\(foreign.text)")
            let nobody = try await house.openID("token/introspect", ["token": token])
            for answer in [try await told("closed", "guess"), try await told("open", ""), nobody] {
                #expect((400...403).contains(answer.status), "\(answer.status)")
                #expect(answer["active"] == nil && !answer.text.contains("ada"), "\(answer.text)")
            }
        }
    }
}
