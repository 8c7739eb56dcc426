import IdentityCore
import PasswordHashing
import Testing

@Suite struct MalformedHashTests {
    private static let salt = "c29tZXNhbHQ"
    private static let tag = "nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"

    private static let malformed = [
        "", "$", "$$", "plain", "password", "*", "*0", "$argon2id$", "$argon2id$v=19$m=256,t=2,p=1$\(salt)$",
        "$argon2id$v=19$m=256,t=2,p=1$$\(tag)", "$argon2id$v=19$m=256,t=2,p=1$\(salt)$\(tag)$",
        "$argon2id$v=19$m=256,t=2,p=1$\(salt)$\(tag)=", "$argon2id$v=19$m=256,t=2,p=1$\(salt)$YQ",
        "$argon2id$v=19$m=256,t=2,p=1$c2FsdA$\(tag)", "$argon2id$v=16$m=256,t=2,p=1$\(salt)$\(tag)",
        "$argon2id$m=256,t=2,p=1$\(salt)$\(tag)", "$argon2i$v=19$m=256,t=2,p=1$\(salt)$\(tag)",
        "$argon2d$v=19$m=256,t=2,p=1$\(salt)$\(tag)", "$argon2id$v=19$t=2,m=256,p=1$\(salt)$\(tag)",
        "$argon2id$v=19$m=256,t=2$\(salt)$\(tag)", "$argon2id$v=19$m=+256,t=2,p=1$\(salt)$\(tag)",
        "$argon2id$v=19$m=0256,t=2,p=1$\(salt)$\(tag)", "$argon2id$v=19$m=-256,t=2,p=1$\(salt)$\(tag)",
        "$argon2id$v=19$m=256,t=2,p=1,keyid=x$\(salt)$\(tag)", "$2b$04$short",
        "$2x$04$abcdefghijklmnopqrstuughE8Ev8uGFaUgY2cNEySvxngrb/Jzdm",
        "$2b$4$abcdefghijklmnopqrstuughE8Ev8uGFaUgY2cNEySvxngrb/Jzdm",
        "$2b$+4$abcdefghijklmnopqrstuughE8Ev8uGFaUgY2cNEySvxngrb/Jzdm",
        "$1$salt$qJH7.N4xYta3aEG/dfqo/0", "$5$salt$x", "$6$salt$x", "$y$j9T$x", "$scrypt$ln=17,r=8,p=1$\(salt)$\(tag)",
        "$pbkdf2-sha1$i=1000$\(salt)$\(tag)", "$pbkdf2-sha256$i=1000,l=20$\(salt)$\(tag)",
        "$pbkdf2-sha256$i=$\(salt)$\(tag)", "$pbkdf2-sha256$$\(salt)$\(tag)", "\0", "$argon2id\0",
        "$argon2id$v=19$m=256,t=2,p=1$\(salt)\0$\(tag)", " $argon2id$v=19$m=256,t=2,p=1$\(salt)$\(tag)",
        String(repeating: "$", count: 100_000), "$2b$04$" + String(repeating: "é", count: 53),
    ]

    /// Within the form, beyond what a check may cost.
    private static let tooCostly = [
        "$argon2id$v=19$m=4294967295,t=2,p=1$\(salt)$\(tag)", "$argon2id$v=19$m=262145,t=1,p=1$\(salt)$\(tag)",
        "$argon2id$v=19$m=262144,t=5,p=1$\(salt)$\(tag)", "$argon2id$v=19$m=256,t=33,p=1$\(salt)$\(tag)",
        "$argon2id$v=19$m=256,t=0,p=1$\(salt)$\(tag)", "$argon2id$v=19$m=256,t=2,p=0$\(salt)$\(tag)",
        "$argon2id$v=19$m=256,t=2,p=17$\(salt)$\(tag)", "$argon2id$v=19$m=15,t=2,p=2$\(salt)$\(tag)",
        "$argon2id$v=19$m=99999999999999999999,t=2,p=1$\(salt)$\(tag)",
        "$2b$15$abcdefghijklmnopqrstuughE8Ev8uGFaUgY2cNEySvxngrb/Jzdm",
        "$2b$31$abcdefghijklmnopqrstuughE8Ev8uGFaUgY2cNEySvxngrb/Jzdm",
        "$2b$03$abcdefghijklmnopqrstuughE8Ev8uGFaUgY2cNEySvxngrb/Jzdm",
        "$pbkdf2-sha256$i=2000001$\(salt)$\(tag)", "$pbkdf2-sha256$i=999$\(salt)$\(tag)",
        "$pbkdf2-sha256$999999999$\(salt)$\(tag)",
    ]

    @Test(arguments: malformed + tooCostly)
    func whatIsNoHashOfOursIsAMismatchAfterTheUsualWork(encoded: String) async throws {
        try await withHasher { hasher async throws in
            let hash = PasswordHash(encoded: encoded)
            #expect(!hasher.accepts(hash))
            for password in ["password", "", encoded] {
                #expect(try await hasher.verify(Secret(password), against: hash) == .mismatch)
            }
            #expect(hasher.load.derivations == 3)
        }
    }
}
