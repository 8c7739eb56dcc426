import Foundation
import JSONText
import Testing

/// Where keys and secrets must not be found.
@Suite struct KeySecrecyTests {
    @Test func t18_aKeyInTheAddressIsRefusedAndNeverLogged() async throws {
        try await withGatehouse { house, admin in
            let token = try #require(try await house.post("keys", admin, ["name": "ci"]).string("token"))
            let hidden = token.utf8.map { "%" + String($0, radix: 16, uppercase: true) }.joined()
            for secret in [token, admin.token, hidden] {
                for address in ["me?key=\(secret)", "me?\(secret)", "keys/\(secret)", "users/login:\(secret)"] {
                    let answer = try await house.get(address, admin)
                    #expect(answer.status == 400 && answer.isProblem, "\(answer.text)")
                    #expect(!answer.text.contains(secret))
                }
                #expect(try await house.put("me/secrets/\(secret)", admin, ["value": "x"]).status == 400)
                let unknown = try await house.get("/nowhere/\(secret)/x", admin)
                #expect(unknown.status == 404 && !unknown.text.contains(secret))
            }
            // An address that only looks a little like it.
            #expect(try await house.get("users/login:gh_builds-of-monday", admin).status == 404)
            // The log is written beside the answers.
            _ = try await eventually("the log tells of all three") {
                house.log.ranges(of: "/nowhere/[token]/x").count == 3 ? true : nil
            }
            for secret in [token, admin.token, hidden] { #expect(!house.log.contains(secret)) }
        }
    }

    @Test func z12_noKeyAndNoSecretIsFoundWhereItDoesNotBelong() async throws {
        let house = try await Gatehouse.start(in: try TemporaryFolder(), Settings(["log": ["level": "debug"]]))
        let first = try #require(house.firstAdministrator)
        let admin = try await house.signedIn(first.login, first.password)
        let anna = try await house.person("anna", madeBy: admin)
        let secrets = ["sesame of the harbour", "credential of the quarry", "put by the administrator"]
        var tokens: [String] = [], answers: [Answer] = []
        for (path, person) in [("keys", anna), ("users/\(anna.id)/keys", admin)] {
            let made = try await house.post(path, person, ["name": .string("key of \(person.login)")])
            tokens.append(try #require(made.string("token")))
            let id = try #require(made.string("id"))
            tokens.append(try #require(try await house.post("keys/\(id)/rotation", person, [:]).string("token")))
            answers.append(try await house.get("keys/\(id)", person))
        }
        answers.append(try await house.put("me/secrets/hub", anna, ["value": .string(secrets[0])]))
        answers.append(try await house.put("me/credentials/db", anna, ["value": .string(secrets[1])]))
        answers.append(try await house.put("users/\(anna.id)/secrets/two", admin, ["value": .string(secrets[2])]))
        answers.append(try await house.put("me/secrets/%00", anna, ["value": .string(secrets[0])]))
        answers.append(try await house.put("me/secrets/x", anna, ["value": .string(secrets[0]), "more": 1]))
        #expect(try await house.get("me/secrets/hub", anna).string("value") == secrets[0])
        for path in ["me/secrets", "me/credentials", "keys", "me"] { answers.append(try await house.get(path, anna)) }
        for path in ["users/\(anna.id)/secrets", "users/\(anna.id)/keys", "users/\(anna.id)", "audit"] {
            answers.append(try await house.get(path, admin))
        }
        // There is no address at which another's value stands.
        for noun in ["secrets/hub", "credentials/db"] {
            #expect(try await house.get("users/\(anna.id)/\(noun)", admin).status == 405)
        }
        for answer in answers {
            for secret in secrets + tokens { #expect(!answer.text.contains(secret), "\(answer.text)") }
        }
        try await house.stop()
        for secret in secrets + tokens {
            let bytes = Data(secret.utf8)
            for name in try FileManager.default.contentsOfDirectory(atPath: "\(house.folder.path)/data") {
                #expect(Data(house.folder.bytes(of: "data/\(name)")).range(of: bytes) == nil, "in \(name)")
            }
            for name in ["log", "output"] {
                #expect(Data(house.folder.bytes(of: name)).range(of: bytes) == nil, "in \(name)")
            }
        }
        let digests = try house.rows("SELECT hex(digest) FROM access_keys")
        #expect(digests.count == 2 && digests.allSatisfy { $0.count == 64 })
    }

    @Test func z12_aSealedValueThatWasMovedToAnotherUserOrNameIsAnIncidentAndNotTheOthersSecret() async throws {
        try await withGatehouse { house, admin in
            let anna = try await house.person("anna", madeBy: admin),
                bert = try await house.person("bert", madeBy: admin)
            for (person, name) in [(anna, "hub"), (anna, "lab"), (bert, "hub")] {
                let kept = try await house.put(
                    "me/secrets/\(name)", person, ["value": .string("\(name) of \(person.login)")])
                #expect(kept.status == 200)
            }
            let user = "(SELECT id FROM users WHERE login = ?)"
            try house.change(
                """
                UPDATE sealed_items SET sealed = (SELECT sealed FROM sealed_items WHERE user = \(user) AND name = 'hub')
                WHERE user = \(user) AND name = 'hub'
                """, "anna", "bert")
            try house.change(
                """
                UPDATE sealed_items SET sealed = (SELECT sealed FROM sealed_items WHERE user = \(user) AND name = 'hub')
                WHERE user = \(user) AND name = 'lab'
                """, "anna", "anna")
            for (person, name) in [(bert, "hub"), (anna, "lab")] {
                let answer = try await house.get("me/secrets/\(name)", person)
                #expect(answer.status == 500 && answer.problem == "internal-failure")
                #expect(!answer.text.contains("of anna"))
                let incident = try #require(answer.string("detail")).dropFirst("Incident ".count).dropLast()
                #expect(house.log.contains(incident))
            }
            #expect(try await house.get("me/secrets/hub", anna).string("value") == "hub of anna")
            #expect(!house.log.contains("of anna"))
            // A reading that failed is none.
            #expect(try house.rows("SELECT count(*) FROM audit WHERE action = 'secret.read'") == ["1"])
        }
    }
}
