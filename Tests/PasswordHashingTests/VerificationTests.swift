import IdentityCore
import PasswordHashing
import Testing

@Suite struct VerificationTests {
    @Test func aNewHashMatchesItsPasswordAlone() async throws {
        try await withHasher { hasher async throws in
            let hash = try await hasher.hash(Secret("pässword"))
            #expect(hash.encoded.hasPrefix("$argon2id$v=19$m=64,t=2,p=1$"))
            #expect(hasher.accepts(hash))
            #expect(try await hasher.verify(Secret("pässword"), against: hash) == .match)
            #expect(try await hasher.verify(Secret("password"), against: hash) == .mismatch)
            #expect(try await hasher.verify(Secret(""), against: hash) == .mismatch)
            #expect(try await hasher.hash(Secret("pässword")) != hash)
        }
    }

    /// Made by the reference implementation, by libxcrypt, and by the standard library of Python.
    @Test(arguments: [
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$2b$04$abcdefghijklmnopqrstuughE8Ev8uGFaUgY2cNEySvxngrb/Jzdm",
        "$pbkdf2-sha256$i=1000$c29tZXNhbHQ$j4Aa14inUtOh7Sg/D7hH54ohymuHNQD4+ccfhepGWAY",
        "$pbkdf2-sha256$i=1000,l=32$c29tZXNhbHQ$j4Aa14inUtOh7Sg/D7hH54ohymuHNQD4+ccfhepGWAY",
        "$pbkdf2-sha256$1000$c29tZXNhbHQ$j4Aa14inUtOh7Sg/D7hH54ohymuHNQD4.ccfhepGWAY",
        "$pbkdf2-sha512$i=1000$c29tZXNhbHQ$pArTsT8AahzxmI5OZcxKNw2o4l9qiKwc5zbWR8bo8900Q7MYRcodIEijxiztL4hDlWTfVLTSRiLheMi39WU5Yw",
    ])
    func hashesFromElsewhereAreRecognisedAndReplaced(encoded: String) async throws {
        try await withHasher { hasher async throws in
            let hash = PasswordHash(encoded: encoded)
            #expect(hasher.accepts(hash))
            #expect(try await hasher.verify(Secret("password"), against: hash) == .matchNeedsRehash)
            #expect(try await hasher.verify(Secret("Password"), against: hash) == .mismatch)
            #expect(hasher.load.derivations == 2)
        }
    }

    @Test(arguments: [
        (Argon2Parameters(memoryKiB: 32, passes: 2, lanes: 1), PasswordVerdict.matchNeedsRehash),
        (Argon2Parameters(memoryKiB: 64, passes: 1, lanes: 1), .matchNeedsRehash),
        (Argon2Parameters(memoryKiB: 64, passes: 2, lanes: 1), .match),
        (Argon2Parameters(memoryKiB: 128, passes: 3, lanes: 2), .match),
    ])
    func aHashOfLowerCostIsReplaced(parameters: Argon2Parameters, verdict: PasswordVerdict) async throws {
        let old = try await withHasher(parameters) { try await $0.hash(Secret("password")) }
        #expect(try await withHasher { try await $0.verify(Secret("password"), against: old) } == verdict)
    }

    /// What bcrypt can't read whole is not compared, yet costs as much as a wrong password.
    @Test(arguments: [String(repeating: "a", count: 73), String(repeating: "ä", count: 37), "password\0"])
    func aPasswordThatBcryptWouldCutIsAMismatch(password: String) async throws {
        try await withHasher { hasher async throws in
            for encoded in [
                "$2b$04$abcdefghijklmnopqrstuuBzzIgyKkz7xMWYSzkIjUSnxEQFQ0WNe",
                "$2b$04$abcdefghijklmnopqrstuughE8Ev8uGFaUgY2cNEySvxngrb/Jzdm",
            ] {
                #expect(try await hasher.verify(Secret(password), against: PasswordHash(encoded: encoded)) == .mismatch)
            }
            #expect(hasher.load.derivations == 2)
        }
    }
}
