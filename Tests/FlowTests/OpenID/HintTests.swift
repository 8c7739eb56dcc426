import JSONText
import Testing

/// What a client says of its user with an ID token of an earlier sign-in.
@Suite struct HintTests {
    private func with(_ body: (Gatehouse, Person, Person, PageVisitor) async throws -> Void) async throws {
        try await withGatehouse { house, admin in
            try await PageVisitor.makeClient(in: house, admin)
            try await body(house, admin, try await house.person("ada", madeBy: admin), PageVisitor(house: house))
        }
    }

    /// Signs in for the client anew, whoever is signed in already.
    private func identity(of person: Person, _ browser: inout PageVisitor) async throws -> String {
        try await browser.begin("&scope=openid&prompt=login")
        return try await browser.identityToken(browser.signIn(person.login, person.password))
    }

    @Test func h02_anOldTokenSignsNobodyOutWhoHasSignedInSince() async throws {
        try await with { house, _, ada, visitor in
            var browser = visitor
            let old = try await identity(of: ada, &browser), new = try await identity(of: ada, &browser)
            let session = try #require(browser.session)
            let asked = try await browser.openSignOut("?id_token_hint=\(old)")
            #expect(asked.status == 200 && asked.text.contains("confirmLogout"), "\(asked.text)")
            #expect(browser.session == session)
            #expect(try await house.send(Request("GET", "me", token: session)).status == 200)
            // The token of the session itself needs no question.
            #expect(try await browser.openSignOut("?id_token_hint=\(new)").text.contains("signed out"))
            #expect(browser.session == nil)
            #expect(try await house.send(Request("GET", "me", token: session)).status == 401)
        }
    }
}
