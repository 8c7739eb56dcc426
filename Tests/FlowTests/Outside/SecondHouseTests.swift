import JSONText
import Testing

/// Two Gatehouses: one issues tokens, the other takes them.
@Suite struct SecondHouseTests {
    private static let password = "plum-lantern-47-river"

    /// The one that issues, with clients of all kinds. What is meant for the other house says so: `house-b` is a client, and
    /// whoever has a role of it has it among those that a token is for.
    private static func issuer() async throws -> (house: Gatehouse, admin: Person) {
        let port = try freePort()
        let house = try await Gatehouse.start(
            in: try TemporaryFolder(), Settings(["publicAddress": .string("http://127.0.0.1:\(port)")]), port: port)
        let first = try #require(house.firstAdministrator)
        let admin = try await house.signedIn(first.login, first.password)
        for (id, grants) in [
            ("house-b", []), ("desk", ["password", "refresh-token"]), ("robot", ["client-credentials"]),
        ]
            as [(String, [String])]
        {
            let made = try await house.post(
                "clients", admin,
                ["id": .string(id), "public": .bool(id == "desk"), "grants": .array(grants.map(JSONValue.string))])
            #expect(made.status == 201, "\(made.text)")
        }
        let role = try await house.post("roles", admin, ["name": "visitor", "client": "house-b"])
        #expect(role.status == 201, "\(role.text)")
        return (house, admin)
    }

    private static func settings(_ issuer: Gatehouse) -> Settings {
        let settings: JSONValue = [
            "issuer": .string("http://127.0.0.1:\(issuer.port)/realms/master"), "audience": "house-b",
            "keys": ["askAgainSeconds": 1],
        ]
        let first: JSONValue = [
            "id": "first-house", "kind": "token", "policy": ["createsOnFirstLogin": true], "settings": settings,
        ]
        return Settings(["sources": [["id": "local", "kind": "local"], first]])
    }

    private func inBoth(
        _ body: (_ a: Gatehouse, _ adminOfA: Person, _ b: Gatehouse, _ adminOfB: Person) async throws -> Void
    ) async throws {
        let (a, adminOfA) = try await Self.issuer()
        try await withGatehouse(Self.settings(a)) { b, adminOfB in try await body(a, adminOfA, b, adminOfB) }
        if a.process.result == nil { try await a.stop() }
    }

    private func person(_ login: String, roles: [JSONValue], in house: Gatehouse, _ admin: Person) async throws {
        let made = try await house.post(
            "users", admin,
            ["login": .string(login), "roles": .array(roles), "passwordHash": .string(Sample.bcrypt)])
        #expect(made.status == 201, "\(made.text)")
    }

    private func tokens(_ login: String, _ password: String = Self.password, of house: Gatehouse) async throws -> Answer
    {
        let answer = try await house.openID(
            "token",
            [
                "grant_type": "password", "client_id": "desk", "username": login, "password": password,
                "scope": "openid",
            ])
        #expect(answer.status == 200, "\(answer.text)")
        return answer
    }

    private func access(_ login: String, of house: Gatehouse) async throws -> String {
        try #require(try await tokens(login, of: house).string("access_token"))
    }

    private func me(_ token: String?, in house: Gatehouse) async throws -> Answer {
        try await house.send(Request("GET", "me", token: token))
    }

    @Test func aTokenOfTheFirstHouseOpensAnAccountInTheSecond() async throws {
        try await inBoth { a, adminOfA, b, adminOfB in
            try await person("ada", roles: ["member", "house-b/visitor"], in: a, adminOfA)
            let answer = try await me(access("ada", of: a), in: b)
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.string("user.login") == "ada" && answer.string("user.source") == "first-house")
            let subject = try await a.get("users/login:ada", adminOfA).string("id")
            #expect(try b.rows("SELECT external_id FROM users WHERE login = 'ada'") == [subject])
            // The next token is the same person's.
            #expect(try await me(access("ada", of: a), in: b).string("user.id") == answer.string("user.id"))
        }
    }

    @Test func aProgramOfTheFirstHouseIsTakenForWhatItIs() async throws {
        try await inBoth { a, adminOfA, b, adminOfB in
            let secret = try #require(try await a.get("clients/robot/secret", adminOfA).string("secret"))
            func token() async throws -> String? {
                try await a.openID(
                    "token", ["grant_type": "client_credentials", "client_id": "robot", "client_secret": secret]
                ).string("access_token")
            }
            #expect(try await me(token(), in: b).status == 401, "not for this house")
            let given = try await a.patch(
                "users/login:service-account-robot", adminOfA, ["roles": ["member", "house-b/visitor"]])
            #expect(given.status == 200, "\(given.text)")
            let answer = try await me(token(), in: b)
            #expect(answer.status == 200 && answer.string("user.login") == "service-account-robot", "\(answer.text)")
        }
    }

    @Test func t02_aTokenForAnotherHouseOrOfAnotherKindIsRefused() async throws {
        try await inBoth { a, adminOfA, b, adminOfB in
            try await person("ada", roles: ["member", "house-b/visitor"], in: a, adminOfA)
            try await person("grace", roles: ["member"], in: a, adminOfA)
            #expect(try await me(access("grace", of: a), in: b).status == 401)
            let tokens = try await tokens("ada", of: a)
            for kind in ["id_token", "refresh_token"] {
                let token: String = try #require(tokens.string(kind))
                #expect(try await me(token, in: b).status == 401, "\(kind)")
            }
            #expect(try await me(tokens.string("access_token"), in: b).status == 200)
            // A session of the one opens nothing in the other, nor does a token of the second in the first.
            #expect(try await me(adminOfA.token, in: b).status == 401)
            #expect(try await me(adminOfB.token, in: a).status == 401)
        }
    }

    @Test func t06_theAdministratorOfTheFirstHouseIsNobodyInParticularInTheSecond() async throws {
        try await inBoth { a, adminOfA, b, adminOfB in
            try await person("root", roles: ["super-admin", "house-b/visitor"], in: a, adminOfA)
            let root = try await access("root", of: a)
            #expect(try await me(root, in: a).status == 200)
            let there = try await me(root, in: b)
            #expect(there.status == 200, "\(there.text)")
            #expect(there["user.roles"]?.arrayValue?.contains("super-admin") == false)
            #expect(try await b.send(Request("GET", "audit", token: root)).status == 403)
            let made = try await b.send(Request("POST", "users", token: root, json: ["login": "eve"]))
            #expect(made.status == 403)
            // Whoever is called like the administrator here does not become them.
            #expect(adminOfA.login == adminOfB.login)
            let given = try await a.patch(
                "users/login:\(adminOfA.login)", adminOfA, ["roles": ["super-admin", "house-b/visitor"]])
            #expect(given.status == 200, "\(given.text)")
            let token = try await tokens(adminOfA.login, adminOfA.password, of: a).string("access_token")
            #expect(try await me(token, in: a).status == 200)
            #expect(try await me(token, in: b).status == 401)
            #expect(try b.rows("SELECT count(*) FROM users WHERE login = 'admin'") == ["1"])
        }
    }

    @Test func t08_aRotatedKeyIsFoundAndKeysThatWereFoundOutliveTheFirstHouse() async throws {
        try await inBoth { a, adminOfA, b, adminOfB in
            try await person("ada", roles: ["member", "house-b/visitor"], in: a, adminOfA)
            let old = try await access("ada", of: a)
            #expect(try await me(old, in: b).status == 200)
            let rotated = try await ChildProcess.run(
                [
                    Gatehouse.commandLine, "signing-key", "rotate", "--algorithm", "EdDSA", "--data",
                    "\(a.folder.path)/data",
                ], in: a.folder)
            #expect(rotated.ending == .exit(0), "\(rotated.text)")
            let new = try await access("ada", of: a), unseen = try await access("ada", of: a)
            #expect(new.prefix { $0 != "." } != old.prefix { $0 != "." }, "another key in the header")
            _ = try await eventually("the new key is found") { try await me(new, in: b).status == 200 ? true : nil }
            #expect(try await me(old, in: b).status == 200, "the old key is good during the overlap")
            try await a.stop()
            #expect(try await me(unseen, in: b).status == 200)
            #expect(try await me(new, in: b).status == 200)
            #expect(try await b.get("users", adminOfB).status == 200)
        }
    }
}
