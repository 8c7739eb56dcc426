import Glibc
import JSONText
import Testing

/// A proxy vouches for people, through the real engine. The proxy is at 127.0.0.7, everybody else elsewhere.
@Suite struct ProxyAssertionTests {
    private static let proxy = "127.0.0.7"

    private func inHouse(_ body: (Gatehouse, Person) async throws -> Void) async throws {
        let house = try await Gatehouse.start(in: try TemporaryFolder(), Self.settings())
        let first = try #require(house.firstAdministrator)
        try await body(house, try await house.signedIn(first.login, first.password))
        try await house.stop()
    }

    private static func settings(_ more: JSONObject = [:]) -> Settings {
        var settings: JSONObject = [
            "proxies": [.string(Self.proxy)],
            "headers": ["login": "X-Remote-User", "email": "X-Remote-Email", "groups": "X-Remote-Groups"],
        ]
        for member in more.members { settings[member.key] = member.value }
        let portal: JSONValue = [
            "id": "portal", "kind": "sso", "policy": ["createsOnFirstLogin": true], "settings": .object(settings),
        ]
        return Settings(["sources": [["id": "local", "kind": "local"], portal]])
    }

    @Test func t05_aSharedSecretBelow32BytesStartsNoServerAndALongOneIsDemanded() async throws {
        let folder = try TemporaryFolder(), file = "\(folder.path)/proxy.secret"
        let settings = Self.settings(["secret": ["header": "X-Proxy-Secret", "secretFile": .string(file)]])
        let secret = String(repeating: "0123456789abcdef", count: 2)
        for weak in [" ", "password", String(secret.dropLast())] {
            try folder.write(weak, to: "proxy.secret")
            #expect(chmod(file, 0o600) == 0)
            let refusal = await #expect(throws: ChildProcess.Failure.self) {
                _ = try await Gatehouse.start(in: folder, settings)
            }
            #expect(refusal?.description.contains("32 bytes") == true, "\(refusal?.description ?? "")")
            #expect(refusal?.description.contains(weak + "\"") == false)
        }
        try folder.write(secret, to: "proxy.secret")
        let house = try await Gatehouse.start(in: folder, settings)
        let ada = ("X-Remote-User", "ada")
        #expect(try await me([ada], in: house).status == 401)
        #expect(try await me([ada, ("X-Proxy-Secret", String(secret.dropLast()))], in: house).status == 401)
        #expect(try await me([ada, ("X-Proxy-Secret", secret)], in: house).status == 200)
        try await house.stop()
    }

    private func me(
        _ fields: [(String, String)], from source: String = proxy, token: String? = nil, in house: Gatehouse
    ) async throws -> Answer {
        try await house.send(Request("GET", "me", token: token, fields: fields, from: source))
    }

    @Test func whomTheProxyNamesIsSignedIn() async throws {
        try await inHouse { house, admin in
            let answer = try await me([("X-Remote-User", "Ada"), ("X-Remote-Email", "ada@example.org")], in: house)
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.string("user.login") == "Ada")
            #expect(answer.string("user.source") == "portal")
            #expect(answer.string("user.email") == "ada@example.org")
            #expect(answer["session"] == .null)
            let again = try await me([("x-remote-user", "ADA"), ("X-Remote-Email", "ada@example.org")], in: house)
            #expect(again.string("user.id") == answer.string("user.id"))
        }
    }

    @Test func h04_aHeaderFromElsewhereTwiceTwistedOrEmptyIsRefused() async throws {
        try await inHouse { house, _ in
            let good = try await me([("X-Remote-User", "ada")], in: house)
            #expect(good.status == 200)
            for source in ["127.0.0.1", "127.0.0.8"] {
                #expect(try await me([("X-Remote-User", "ada")], from: source, in: house).status == 401, "\(source)")
            }
            let bad: [[(String, String)]] = [
                [("X-Remote-User", "ada"), ("X-Remote-User", "ada")],
                [("X-Remote-User", "ada"), ("x-remote-user", "admin")],
                [("X_Remote_User", "ada")], [("X-Remote-User", "ada"), ("X_Remote_User", "admin")],
                [("X-Remote_User", "ada")], [("X-Remote-User", "")], [("X-Remote-User", "ada, admin")],
                [("X-Remote-User", "ada"), ("X-Remote-Email", "")],
            ]
            for fields in bad { #expect(try await me(fields, in: house).status == 401, "\(fields)") }
            #expect(try await me([], in: house).status == 401, "never the last user")
        }
    }

    @Test func h03_aForwardedAddressMakesNobodyTheProxy() async throws {
        try await inHouse { house, _ in
            for field in ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"] {
                let value = field == "Forwarded" ? "for=\(Self.proxy)" : Self.proxy
                let answer = try await me([("X-Remote-User", "ada"), (field, value)], from: "127.0.0.1", in: house)
                #expect(answer.status == 401, "\(field)")
            }
        }
    }

    @Test func h05_aProofThatIsNoneIsRefusedWhateverTheProxySays() async throws {
        try await inHouse { house, admin in
            let ada = ("X-Remote-User", "ada")
            for value in ["Bearer", "Bearer x y", "Bearer nonsense", "Negotiate abc", "Basic !!!"] {
                #expect(try await me([ada, ("Authorization", value)], in: house).status == 401, "\(value)")
            }
            // An own proof counts, and the proxy's word is not looked at.
            let own = try await me([ada], token: admin.token, in: house)
            #expect(own.string("user.login") == admin.login)
        }
    }

    @Test func theLoginOfALocalAccountIsNotTakenOver() async throws {
        try await inHouse { house, admin in
            let answer = try await me([("X-Remote-User", admin.login)], in: house)
            #expect(answer.status == 401)
            #expect(try house.rows("SELECT count(*) FROM users").first == "1")
        }
    }

    @Test func h02_whatAnotherSiteMakesABrowserSendChangesNothing() async throws {
        try await inHouse { house, _ in
            let ada = ("X-Remote-User", "ada")
            func change(_ fields: [(String, String)]) async throws -> Int {
                let body: JSONValue = ["current": "x", "new": "y"]
                return try await house.send(
                    Request("PUT", "me/password", json: body, fields: [ada] + fields, from: Self.proxy)
                ).status
            }
            let own = try await change([])
            #expect(own != 401)
            #expect(try await change([("Sec-Fetch-Site", "same-origin")]) == own)
            #expect(try await change([("Origin", "https://gatehouse.test")]) == own)
            for field in [
                ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://evil.example"),
                ("Origin", "null"),
            ] { #expect(try await change([field]) == 401, "\(field)") }
        }
    }

    @Test func aPasswordOpensNoAccountOfTheProxy() async throws {
        try await inHouse { house, admin in
            #expect(try await me([("X-Remote-User", "ada")], in: house).status == 200)
            let tried = try await house.signIn("ada", "plum-lantern-47-river")
            let nobody = try await house.signIn("nobody", "plum-lantern-47-river")
            #expect(tried.status == 401)
            #expect(tried.string("detail") == nobody.string("detail"))
            let made = try await house.post(
                "users", admin, ["login": "grace", "source": "portal", "password": .string("plum-lantern-47-river")])
            #expect(made.status == 400, "\(made.text)")
        }
    }

    @Test func anAccountThatWasMadeBeforehandIsThePersons() async throws {
        try await inHouse { house, admin in
            let made = try await house.post("users", admin, ["login": "Grace", "source": "portal"])
            #expect(made.status == 201, "\(made.text)")
            #expect(try await me([("X-Remote-User", "grace")], in: house).string("user.id") == made.string("id"))
        }
    }
}
