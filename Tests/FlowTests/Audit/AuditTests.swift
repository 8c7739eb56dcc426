import JSONText
import Testing

@Suite struct AuditTests {
    private func sequences(_ answer: Answer) -> [Int64] {
        answer["items"]?.arrayValue?.compactMap { $0.objectValue?["sequence"]?.integerValue } ?? []
    }

    @Test func theAuditIsSearchedAndPagedInBothOrders() async throws {
        try await withGatehouse { house, admin in
            let anna = try await house.person("anna", madeBy: admin)
            _ = try await house.patch("users/\(anna.id)", admin, ["displayName": "Anna"])
            let mine = try await house.get("audit?actor=\(anna.id)", admin)
            #expect(mine["items"]?.arrayValue?.count == 1)
            let edits = try await house.get(
                "audit?action=user.edited,user.created&objectId=\(anna.id)&outcome=success", admin)
            let items = try #require(edits["items"]?.arrayValue)
            #expect(items.map { $0.objectValue?["action"] } == ["user.edited", "user.created"])
            let none = try await house.get("audit?to=2020-01-01T00:00:00Z", admin)
            #expect(none["items"] == [] && none["next"] == .null)

            let all = sequences(try await house.get("audit?order=oldest", admin))
            #expect(all == Array(1...Int64(all.count)))
            var found: [Int64] = [], path = "audit?order=oldest&limit=2"
            while true {
                let page = try await house.get(path, admin)
                found += sequences(page)
                guard let next = page.string("next") else { break }
                path = "audit?order=oldest&limit=2&cursor=\(next)"
            }
            #expect(found == all)
        }
    }

    @Test func whatIsNoFilterIsRefusedAndNamed() async throws {
        try await withGatehouse { house, admin in
            let cursor = try #require(try await house.get("audit?limit=1", admin).string("next"))
            for query in [
                "from=yesterday", "to=2026-02-30T00:00:00Z", "actor=admin", "subject=1", "action=user.flown", "action=",
                "action=user.created%2C", "objectKind=moon", "outcome=maybe", "order=random", "limit=0", "limit=1001",
                "cursor=\(cursor)&order=oldest", "cursor=1", "page=2",
            ] {
                let answer = try await house.get("audit?\(query)", admin)
                #expect(answer.status == 400 && answer.isProblem, "\(query)")
            }
            #expect(try await house.get("audit/verification?head=12", admin).status == 400)
        }
    }

    @Test func i06_verificationFindsAnEditOfTheFileAndTheHeadCanBeNoted() async throws {
        try await withGatehouse { house, admin in
            let head = try #require(try await house.get("audit/head", admin).string("head.text"))
            let good = try await house.get("audit/verification?head=\(head)", admin)
            #expect(good["intact"] == true && good["firstBreak"] == .null)
            try house.change("UPDATE audit SET address = '192.0.2.1' WHERE sequence = 2")
            let broken = try await house.get("audit/verification", admin)
            #expect(broken.status == 200 && broken["intact"] == false && broken["head"] == .null)
            #expect(broken["firstBreak.sequence"] == 2 && broken.string("firstBreak.kind") == "edited")
        }
    }

    @Test func i06_nobodyCanEraseOrEditARecordThroughTheAPI() async throws {
        try await withGatehouse { house, admin in
            let paths = try #require(try await house.get("openapi.json")["paths"]?.objectValue)
            for path in paths.members where path.key.contains("audit") {
                #expect(path.value.objectValue?.keys == ["get"], "\(path.key)")
            }
            let before = try house.rows("SELECT sequence || hex(chain_hash) FROM audit")
            for method in ["DELETE", "PUT", "PATCH", "POST"] {
                for path in ["audit", "audit/1", "audit/head", "audit/verification"] {
                    let answer = try await house.send(Request(method, path, token: admin.token, json: [:]))
                    #expect(answer.status == 404 || answer.status == 405, "\(method) \(path)")
                }
            }
            #expect(try house.rows("SELECT sequence || hex(chain_hash) FROM audit") == before)
        }
    }

    @Test func i05_aHostileNameAndUserAgentMakeOneRecordThatIsEscaped() async throws {
        try await withGatehouse { house, admin in
            let name = "eve\r\n{\"sequence\":99}\u{1B}[2J\"\\"
            let attempt = Request(
                "POST", "sessions", json: ["login": .string(name), "password": "x"],
                fields: [("User-Agent", "x\"},{\"action\":\"none")])
            #expect(try await house.send(attempt).status == 401)
            let split = Request(
                "POST", "sessions", json: ["login": "eve", "password": "x"], fields: [("User-Agent", "x\r\n folded")])
            #expect(try await house.send(split).status == 400)
            let answer = try await house.get("audit?action=session.sign-in-refused", admin)
            #expect(!answer.body.contains { $0 < 0x20 })
            let items = try #require(answer["items"]?.arrayValue)
            #expect(items.map { $0.objectValue?["object"]?.objectValue?["name"] } == [.string(name)])
        }
    }

    @Test func aChainThatManyWriteAtOnceStaysWhole() async throws {
        try await withGatehouse { house, admin in
            let requests = (0..<200).map { number in
                Request(
                    "POST", "users", token: admin.token, json: ["login": .string("user\(number / 2)")])
            }
            let statuses = try await house.send(all: requests).map(\.status)
            #expect(statuses.count { $0 == 201 } == 100)
            let found = try await house.get("audit/verification", admin)
            #expect(found["intact"] == true)
            let count = try #require(Int64(house.rows("SELECT count(*) FROM audit")[0]))
            #expect(found["checked"] == .integer(count))
        }
    }
}
