import JSONText
import Testing

/// The session of a browser, from the outside: when it begins anew, and what others can do to it.
@Suite struct PageSessionTests {
    private func with(
        _ sections: JSONObject = [:], _ body: (Gatehouse, Person, PageVisitor) async throws -> Void
    ) async throws {
        try await withGatehouse(Settings(sections)) { house, admin in
            try await PageVisitor.makeClient(in: house, admin)
            try await body(house, admin, PageVisitor(house: house))
        }
    }

    private func login(_ session: String?, in house: Gatehouse) async throws -> String? {
        try await house.send(Request("GET", "me", token: session)).string("user.login")
    }

    @Test func h01_aSessionThatABrowserBringsAlongIsNotTheOneItSignsInTo() async throws {
        try await with { house, admin, visitor in
            let ada = try await house.person("ada", madeBy: admin)
            let mallory = try await house.person("mallory", madeBy: admin)
            for planted in [mallory.token, "chosen-by-mallory"] {
                var browser = visitor
                browser.cookies["gatehouse-session"] = planted
                // Somebody who is known already is asked only when the client wants it.
                try await browser.begin("&prompt=login")
                #expect(try await browser.signIn(ada.login, ada.password).status == 302)
                let session = try #require(browser.session)
                #expect(session != planted)
                #expect(try await login(session, in: house) == "ada")
                #expect(try await login(planted, in: house) == nil, "the old one is dead")
            }
            // Who is no longer signed in elsewhere: the other session of Ada is not touched.
            #expect(try await login(ada.token, in: house) == "ada")
        }
    }

    @Test func h01_everySignInOpensASessionOfItsOwn() async throws {
        try await with { house, admin, visitor in
            let ada = try await house.person("ada", madeBy: admin)
            var browser = visitor
            try await browser.begin()
            _ = try await browser.signIn(ada.login, ada.password)
            let first = try #require(browser.session)
            try await browser.begin("&prompt=login")
            _ = try await browser.signIn(ada.login, ada.password)
            #expect(try #require(browser.session) != first)
            #expect(try await login(first, in: house) == nil)
            // The API, too, takes no word of the client for it.
            let answer = try await house.send(
                Request(
                    "POST", "sessions", token: ada.token,
                    json: ["login": "ada", "password": .string(ada.password), "token": .string(first)]))
            #expect(answer.status == 400, "\(answer.text)")
            #expect(try await house.signedIn(ada.login, ada.password).token != ada.token)
        }
    }

    @Test func h01_aPasswordThatIsChosenMovesTheSession() async throws {
        try await with { house, admin, visitor in
            let given = "seven wet umbrellas", chosen = "eleven dry umbrellas"
            _ = try await house.post("users", admin, ["login": "ada", "password": .string(given)])
            var browser = visitor
            try await browser.begin()
            #expect(try await browser.signIn("ada", given).status == 200)
            let limited = try #require(browser.session)
            #expect(try await house.send(Request("GET", "me/keys", token: limited)).status == 403)
            let form = [("password-current", given), ("password-new", chosen), ("password-confirm", chosen)]
            #expect(try await browser.send(form).status == 302)
            let whole = try #require(browser.session)
            #expect(whole != limited)
            #expect(try await login(limited, in: house) == nil)
            #expect(try await house.send(Request("GET", "me/keys", token: whole)).status == 200)
        }
    }

    @Test(arguments: [false, true]) func h02_theCookiesAreForThisHostOnlyAndForNoScript(_ isSafe: Bool) async throws {
        let sections: JSONObject = isSafe ? ["publicAddress": "https://sso.example.org"] : [:]
        try await with(sections) { house, admin, visitor in
            let ada = try await house.person("ada", madeBy: admin)
            var browser = visitor
            var lines = try await browser.begin().setCookies
            lines += try await browser.signIn(ada.login, ada.password).setCookies
            try await browser.openSignOut()
            lines += try await browser.send([("confirmLogout", "yes")]).setCookies
            #expect(lines.count >= 4 && browser.session == nil)
            for line in lines {
                let words = line.split(separator: ";").map { $0.drop { $0 == " " } }
                #expect(words[0].hasPrefix("__Host-gatehouse-") == isSafe, "\(line)")
                var attributes: Set<Substring> = ["Path=/", "HttpOnly", "SameSite=Lax"]
                if isSafe { attributes.insert("Secure") }
                #expect(Set(words.dropFirst()).subtracting(["Max-Age=0"]) == attributes, "\(line)")
            }
        }
    }

    @Test func h02_aFormThatAnotherSiteSendsSignsNobodyInOrOut() async throws {
        try await with { house, admin, visitor in
            let ada = try await house.person("ada", madeBy: admin)
            var browser = visitor
            try await browser.begin()
            let form = [("username", ada.login), ("password", ada.password)]
            for origin in [
                "https://evil.example", "null", "http://gatehouse.test.evil.example", "https://gatehouse.test",
            ] {
                var tried = browser
                #expect(try await tried.send(form, [("Origin", origin)]).status == 403, "\(origin)")
                #expect(tried.session == nil)
            }
            var stranger = browser
            stranger.cookies = [:]
            #expect(try await stranger.send(form).status == 403 && stranger.session == nil, "no cookie of the form")
            var other = visitor
            try await other.begin()
            stranger.cookies = other.cookies
            #expect(try await stranger.send(form).status == 403 && stranger.session == nil, "another browser's cookie")
            var plain = browser
            #expect(try await plain.send(form, type: "text/plain").status >= 400 && plain.session == nil)
            #expect(try await browser.send(form, [("Origin", "http://gatehouse.test")]).status == 302)
            try await browser.openSignOut()
            for origin in ["https://evil.example", "null"] {
                #expect(try await browser.send([("confirmLogout", "yes")], [("Origin", origin)]).status == 403)
            }
            #expect(try await login(browser.session, in: house) == "ada")
        }
    }

    @Test func h02_aCookieIsNoProofToTheAPI() async throws {
        try await with { house, admin, _ in
            for name in ["gatehouse-session", "__Host-gatehouse-session"] {
                let cookie = [("Cookie", "\(name)=\(admin.token)")]
                #expect(try await house.send(Request("GET", "me", fields: cookie)).status == 401)
                let made = try await house.send(Request("POST", "users", json: ["login": "eve"], fields: cookie))
                #expect(made.status == 401)
            }
        }
    }
}
