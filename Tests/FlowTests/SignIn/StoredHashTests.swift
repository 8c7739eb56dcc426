import JSONText
import Testing

@Suite struct StoredHashTests {
    private static let malformed = [
        "", "x", "plain text password", "$", "$$$$", "$argon2id$", "$argon2id$v=19$m=64,t=1,p=1$c2FsdA$",
        "$argon2id$v=19$m=99999999,t=99,p=99$c2l4dGVlbmJ5dGVzc2FsdA$QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB",
        "$argon2id$v=19$m=-1,t=1,p=1$c2l4dGVlbmJ5dGVzc2FsdA$QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB",
        "$argon2id$v=19$m=64,t=1,p=1$!!!!$????", "$2b$99$YCJtsEpgN.ed.6ZbBW55YOZz/t0wJxLCJRdfTD5FOH9GYjD1J60gm",
        "$2b$04$short", "$1$salt$hash", "$6$rounds=999999999$salt$hash", "$pbkdf2-sha256$i=99999999999$c2FsdA$QUFB",
        "$pbkdf2-md5$i=1000$c2l4dGVlbi1ieXRlLXNhbA$oTSlK0uBMWt2Tf0Fdww4Bm2qGAacXbGHWE0wX6BwDtE", "{SSHA}abc",
        "$scrypt$ln=17,r=8,p=1$c2FsdA$QUFB", "\u{0}", String(repeating: "$", count: 5_000),
    ]

    @Test func aMalformedHashIsRefusedAtTheImport() async throws {
        try await withGatehouse { house, admin in
            for hash in Self.malformed {
                let answer = try await house.post("users", admin, ["login": "anna", "passwordHash": .string(hash)])
                #expect(answer.status == 400, "\(hash.prefix(60))")
                #expect(answer.isProblem)
            }
            #expect(try house.rows("SELECT count(*) FROM users") == ["1"])
        }
    }

    @Test func aMalformedHashInTheDatabaseOpensNothingAndBreaksNothing() async throws {
        let generous = Settings(["signIn": ["failuresPerAccountAndAddress": 1_000, "failuresPerAddress": 1_000]])
        try await withGatehouse(generous) { house, admin in
            _ = try await house.person("anna", madeBy: admin)
            for hash in Self.malformed {
                try house.change(
                    "UPDATE passwords SET hash = ? WHERE user <> (SELECT id FROM users WHERE login = 'admin')", hash)
                for password in [Sample.password, hash, "plain text password"] where !password.isEmpty {
                    let status = try await house.signIn("anna", password).status
                    #expect(status == 401 || (status == 400 && password == hash), "\(hash.prefix(60))")
                }
            }
            #expect(try await house.get("me", admin).status == 200)
        }
    }

    @Test(arguments: [Sample.bcrypt, Sample.pbkdf2, Sample.passlib])
    func anImportedHashSignsInAndIsMadeAnew(_ imported: String) async throws {
        try await withGatehouse { house, admin in
            let made = try await house.post("users", admin, ["login": "anna", "passwordHash": .string(imported)])
            #expect(made.status == 201)
            #expect(made["requiredActions"] == [])
            #expect(try await house.signIn("anna", "not the password").status == 401)
            #expect(try house.storedHash(of: "anna") == imported, "a wrong password changes nothing")
            #expect(try await house.signIn("anna", Sample.password).status == 201)
            let renewed = try #require(try house.storedHash(of: "anna"))
            #expect(renewed.hasPrefix("$argon2id$v=19$m=64,t=1,p=1$"))
            #expect(try await house.signIn("anna", Sample.password).status == 201)
            #expect(try house.storedHash(of: "anna") == renewed, "and only once")
            #expect(try await house.signIn("anna", "not the password").status == 401)
        }
    }

    @Test func aHashIsMadeAnewWhenTheParametersRise() async throws {
        let folder = try TemporaryFolder()
        let weak = try await Gatehouse.start(in: folder)
        let admin = try #require(weak.firstAdministrator)
        #expect(try weak.storedHash(of: "admin")?.hasPrefix("$argon2id$v=19$m=64,t=1,p=1$") == true)
        try await weak.stop()
        let strong = try await Gatehouse.start(
            in: folder, Settings(["passwords": Settings.passwords(memoryKiB: 128, passes: 2)]))
        _ = try await strong.signedIn(admin.login, admin.password)
        #expect(try strong.storedHash(of: "admin")?.hasPrefix("$argon2id$v=19$m=128,t=2,p=1$") == true)
        #expect(try strong.rows("SELECT count(*) FROM audit WHERE action = 'user.password-rehashed'") == ["1"])
        _ = try await strong.signedIn(admin.login, admin.password)
        try await strong.stop()
    }
}
