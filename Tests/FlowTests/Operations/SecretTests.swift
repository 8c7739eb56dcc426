import Foundation
import JSONText
import Testing

@Suite struct SecretTests {
    @Test func noPasswordNoTokenAndNoHashIsFoundWhereItDoesNotBelong() async throws {
        let house = try await Gatehouse.start(in: try TemporaryFolder(), Settings(["log": ["level": "debug"]]))
        let first = try #require(house.firstAdministrator)
        let passwords = [
            first.password, "seven wet umbrellas", "a quiet green harbour", "wrong but still secret", Sample.password,
        ]
        var tokens: [String] = [], answers: [Answer] = []
        func note(_ answer: Answer) throws -> Answer {
            answers.append(answer)
            if let token = answer.string("token") { tokens.append(token) }
            return answer
        }
        let admin = try await house.signedIn(first.login, first.password)
        tokens.append(admin.token)
        _ = try note(try await house.signIn(first.login, passwords[3]))
        _ = try note(try await house.post("users", admin, ["login": "anna", "password": .string(passwords[1])]))
        let temporary = try note(try await house.signIn("anna", passwords[1]))
        let changed = Request(
            "PUT", "me/password", token: temporary.string("token"),
            json: ["currentPassword": .string(passwords[1]), "newPassword": .string(passwords[2])])
        _ = try note(try await house.send(changed))
        _ = try note(try await house.post("users", admin, ["login": "bert", "passwordHash": .string(Sample.bcrypt)]))
        _ = try note(try await house.signIn("bert", Sample.password))
        _ = try note(try await house.put("users/login:anna/password", admin, ["password": .string(passwords[1])]))
        _ = try note(
            try await house.put("users/login:anna/password", admin, ["password": "short", "x": .string(passwords[2])]))
        _ = try note(try await house.send(Request("GET", "me?token=\(admin.token)")))
        _ = try note(
            try await house.send(Request("POST", "sessions", body: Array("{\"password\":\"\(passwords[3])\"".utf8))))
        for path in ["me", "users", "users/login:anna", "sessions?user=all", "/metrics"] {
            _ = try note(try await house.get(path, admin))
        }
        let hashes = try house.rows("SELECT hash FROM passwords") + [Sample.bcrypt]
        #expect(hashes.count == 4)
        #expect(try house.rows("SELECT hash FROM passwords").allSatisfy { $0.hasPrefix("$argon2id$") })
        try await house.stop()

        let data = "\(house.folder.path)/data"
        let key = house.folder.text(of: "data/master.key").trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(key.count >= 64)
        let log = Data(house.folder.bytes(of: "log"))
        #expect(log.range(of: Data("http.request".utf8)) != nil, "the log was looked at")
        for name in try FileManager.default.contentsOfDirectory(atPath: data) where name.hasPrefix("gatehouse.sqlite") {
            let file = Data(house.folder.bytes(of: "data/\(name)"))
            for secret in passwords + tokens + [key] {
                #expect(file.range(of: Data(secret.utf8)) == nil, "in \(name)")
            }
        }
        for secret in passwords + tokens + hashes + [key] {
            #expect(log.range(of: Data(secret.utf8)) == nil, "in the log")
        }
        for answer in answers {
            var body = answer.json?.objectValue ?? JSONObject()
            body["token"] = nil
            let text =
                answer.json == nil ? answer.text : String(decoding: JSONValue.object(body).encoded(), as: UTF8.self)
            for secret in passwords + tokens + hashes + [key] { #expect(!text.contains(secret), "in an answer") }
        }
        let output = house.folder.text(of: "output")
        for secret in passwords.dropFirst() + tokens + hashes + [key] { #expect(!output.contains(secret)) }
    }

    @Test func theFilesOfAGatehouseAreItsOwnersOnly() async throws {
        let folder = try TemporaryFolder()
        let house = try await Gatehouse.start(in: folder)
        for name in ["master.key", "gatehouse.sqlite"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/data/\(name)")
            let mode = try #require(attributes[.posixPermissions] as? Int)
            #expect(mode & 0o077 == 0, "\(name)")
        }
        try await house.stop()
    }
}
