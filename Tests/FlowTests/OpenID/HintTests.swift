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

    @Test func aClientThatMeansSomebodyGetsNoCodeForSomebodyElse() async throws {
        try await with { house, admin, ada, visitor in
            let bob = try await house.person("bob", madeBy: admin)
            var browser = visitor
            let hint = try await identity(of: ada, &browser), wish = "&scope=openid&id_token_hint=\(hint)"
            var others = visitor
            try await others.begin(wish)
            let refused = try await others.signIn(bob.login, bob.password).field("Location") ?? ""
            #expect(refused.contains("error=login_required") && !refused.contains("&code="), "\(refused)")
            // Who is signed in already is not taken for the one who is meant, and is asked.
            #expect(try await others.begin(wish).text.contains("name=\"password\""))
            #expect(try await others.signIn(ada.login, ada.password).field("Location")?.contains("&code=") ?? false)
            #expect(try await browser.begin(wish).field("Location")?.contains("&code=") ?? false)
        }
    }

    @Test func aPasswordThatIsChosenOnTheWayMakesNobodySomebodyElse() async throws {
        try await with { house, admin, ada, visitor in
            let given = "seven wet umbrellas", chosen = "eleven dry umbrellas"
            _ = try await house.post("users", admin, ["login": "eve", "password": .string(given)])
            var browser = visitor, others = visitor
            let hint = try await identity(of: ada, &browser)
            try await others.begin("&scope=openid&id_token_hint=\(hint)")
            #expect(try await others.signIn("eve", given).status == 200)
            let form = [("password-current", given), ("password-new", chosen), ("password-confirm", chosen)]
            let sent = try await others.send(form).field("Location") ?? ""
            #expect(sent.contains("error=login_required") && !sent.contains("&code="), "\(sent)")
        }
    }
}
