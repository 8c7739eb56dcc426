import Foundation
import Testing

/// Everything a person types as a secret, and everything that is made of it, stays out of every output.
@Suite struct SecretTests {
    private static let hash = "$2b$04$abcdefghijklmnopqrstuuRuzYUcDANVrDVDGzHjOpXV27zYq5JUW"

    @Test func noOutputHoldsAPasswordOrAHash() throws {
        let site = try Site.initialized()
        let secrets = ["tell nobody about this", "nor about this one, ever"]
        var runs: [CommandRun] = []
        func run(_ words: String..., input: String = "") throws {
            for extra in [[], ["--json"]] { runs.append(try site.run(words + extra, input: input)) }
        }
        try run("user", "create", "ada", "--password-file", "-", input: secrets[0])
        try run("user", "create", "weak me", "--email", "x", "--password-file", "-", input: secrets[1] + "\0")
        try run("user", "create", "bob", "--password-hash-file", "-", input: Self.hash)
        try run("user", "create", "eve", "--password-hash-file", "-", input: "$argon2id$v=9$" + secrets[0])
        try run("user", "set-password", "ada", "--password-file", "-", input: secrets[1])
        try run("user", "show", "ada")
        try run("user", "show", "bob")
        try run("user", "list")
        try run("user", "edit", "bob", "--name", "Bob")
        try run("session", "list")
        try run("status")
        try run("config", "show")
        try run("config", "check")
        try run("database", "check")
        try run("database", "migrate")
        try run("user", "delete", "ada", "--yes")
        let key = try site.text(of: "\(site.data)/master.key").trimmingCharacters(in: .newlines)
        #expect(runs.filter { $0.status == 0 }.count > 20)
        for text in runs.flatMap({ [$0.output, $0.errors] }) {
            for secret in secrets + [Site.password, key, Self.hash, "$argon2", "$2b$"] {
                #expect(!text.contains(secret))
            }
        }
    }

    @Test func aGeneratedPasswordIsPrintedOnceAndOpensTheDoor() throws {
        let site = try Site()
        let made = try site.run("init", "--admin-login", "root-user", "--json")
        let password = try #require(try made.json()["adminPassword"] as? String)
        #expect(password.count == 40)
        #expect(try site.mode(of: "\(site.data)/master.key") == 0o600)
        #expect(try site.mode(of: site.database) == 0o600)
        #expect(try site.text(of: "\(site.data)/gatehouse.json5").contains("// sessions: {"))
        let server = try RunningServer(site)
        #expect(try server.statusOfMe(try server.signIn("root-user", password)) == "200")
    }
}
