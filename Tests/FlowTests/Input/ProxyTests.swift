import JSONText
import Testing

@Suite struct ProxyTests {
    private static let proxy = "127.0.0.5"
    private static let behindProxy = Settings([
        "proxies": ["addresses": [.string(proxy), "10.0.0.0/8"]],
        "signIn": ["failuresPerAccountAndAddress": 3],
    ])

    /// The address that a sign-in with these fields is held to come from.
    private static func address(
        _ house: Gatehouse, _ admin: Person, from source: String, _ fields: [(String, String)]
    ) async throws -> String? {
        let body: JSONValue = ["login": .string(admin.login), "password": .string(admin.password)]
        let answer = try await house.send(Request("POST", "sessions", json: body, fields: fields, from: source))
        #expect(answer.status == 201)
        return try await house.send(Request("GET", "me", token: answer.string("token"))).string("session.address")
    }

    @Test func onlyAListedProxyIsBelievedAboutTheClient() async throws {
        try await withGatehouse(Self.behindProxy) { house, admin in
            let claims: [([(String, String)], String)] = [
                ([("X-Forwarded-For", "203.0.113.9")], "203.0.113.9"),
                ([("X-Forwarded-For", "198.51.100.1, 203.0.113.9")], "203.0.113.9"),
                ([("X-Forwarded-For", "203.0.113.9, 10.1.2.3")], "203.0.113.9"),
                ([("X-Forwarded-For", "198.51.100.1"), ("X-Forwarded-For", "203.0.113.9")], "203.0.113.9"),
                ([("X-Forwarded-For", "2001:db8::7")], "2001:db8::7"),
                ([("X-Forwarded-For", "203.0.113.9:4711")], "203.0.113.9"),
                ([("X-Forwarded-For", "[2001:db8::7]:4711")], "2001:db8::7"),
            ]
            for (fields, client) in claims {
                let believed = try await Self.address(house, admin, from: Self.proxy, fields)
                #expect(believed == client)
                let own = try await Self.address(house, admin, from: "127.0.0.6", fields)
                #expect(own == "127.0.0.6")
            }
        }
    }

    @Test func garbageAndOtherFieldsNeverMoveTheAddress() async throws {
        try await withGatehouse(Self.behindProxy) { house, admin in
            for garbage in [
                "", "unknown", "localhost", "203.0.113", "203.0.113.999", "1.2.3.4.5", "0x7f.1", "::g",
                "203.0.113.9, x",
                "203.0.113.9,", "' OR 1=1", "010.0.0.1", "203.0.113.9/8", String(repeating: "1,", count: 2_000),
            ] {
                let found = try await Self.address(house, admin, from: Self.proxy, [("X-Forwarded-For", garbage)])
                #expect(found == Self.proxy, "\(garbage.prefix(40))")
            }
            for name in ["X-Real-IP", "Forwarded", "X-Client-IP", "CF-Connecting-IP", "X_Forwarded_For"] {
                let value = name == "Forwarded" ? "for=203.0.113.9" : "203.0.113.9"
                let found = try await Self.address(house, admin, from: Self.proxy, [(name, value)])
                #expect(found == Self.proxy, "\(name)")
            }
        }
    }

    @Test func theForwardedFieldIsReadWhenItIsTheOneChosen() async throws {
        let settings = Settings(["proxies": ["addresses": [.string(Self.proxy)], "field": "forwarded"]])
        try await withGatehouse(settings) { house, admin in
            let claims = [
                ("for=203.0.113.9", "203.0.113.9"), ("for=203.0.113.9;proto=https;by=127.0.0.5", "203.0.113.9"),
                (#"for="[2001:db8::7]:4711""#, "2001:db8::7"), ("for=198.51.100.1, For=203.0.113.9", "203.0.113.9"),
                ("for=_hidden", Self.proxy), ("proto=https", Self.proxy),
            ]
            for (value, client) in claims {
                let found = try await Self.address(house, admin, from: Self.proxy, [("Forwarded", value)])
                #expect(found == client, "\(value)")
            }
            let other = [("X-Forwarded-For", "203.0.113.9")]
            #expect(try await Self.address(house, admin, from: Self.proxy, other) == Self.proxy)
        }
    }

    @Test func aForgedAddressGivesNoFurtherGuesses() async throws {
        try await withGatehouse(Self.behindProxy) { house, _ in
            func guesses(from source: String) async throws -> [Int] {
                var statuses: [Int] = []
                for number in 1...5 {
                    let fields = [("X-Forwarded-For", "203.0.113.\(number)")]
                    let body: JSONValue = ["login": "admin", "password": "wrong wrong wrong"]
                    statuses.append(
                        try await house.send(Request("POST", "sessions", json: body, fields: fields, from: source))
                            .status)
                }
                return statuses
            }
            let direct = try await guesses(from: "127.0.0.6")
            #expect(direct == [401, 401, 401, 429, 429])
            let proxied = try await guesses(from: Self.proxy)
            #expect(proxied == [401, 401, 401, 401, 401], "five clients, one guess each")
        }
    }

    @Test func metricsAreForThisMachineAndForThoseWithTheRight() async throws {
        try await withGatehouse(Self.behindProxy) { house, admin in
            let member = try await house.person("anna", madeBy: admin)
            let auditor = try await house.person("otto", role: "auditor", madeBy: admin)
            func status(_ person: Person?) async throws -> Int {
                let outside = [("X-Forwarded-For", "203.0.113.9")]
                return try await house.send(
                    Request("GET", "/metrics", token: person?.token, fields: outside, from: Self.proxy)
                ).status
            }
            #expect(try await status(nil) == 401)
            #expect(try await status(member) == 403)
            #expect(try await status(auditor) == 200)
            #expect(try await house.get("/metrics").status == 200)
        }
    }
}
