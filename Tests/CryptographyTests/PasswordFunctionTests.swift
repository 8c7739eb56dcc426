import Cryptography
import Testing

@Suite struct PasswordFunctionTests {
    private func tag(_ password: String, _ salt: String, _ cost: Argon2id.Cost) throws -> [UInt8] {
        try Argon2id.tag(of: PasswordBytes(password), salt: Array(salt.utf8), cost: cost, length: 32)
    }

    private func matches(_ password: [UInt8], _ hash: String) -> Bool {
        Bcrypt.matches(PasswordBytes(password), hash: hash)
    }

    /// From the test program of the Argon2 reference implementation.
    @Test(arguments: [
        (
            2, 65_536, 1, "password", "somesalt",
            "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"
        ),
        (2, 256, 1, "password", "somesalt", "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"),
        (2, 256, 2, "password", "somesalt", "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037"),
        (
            2, 65_536, 1, "differentpassword", "somesalt",
            "0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde"
        ),
        (
            2, 65_536, 1, "password", "diffsalt",
            "bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c"
        ),
    ])
    func argon2idGivesTheReferenceVectors(
        passes: Int, memoryKiB: Int, lanes: Int, password: String, salt: String, tag: String
    ) throws {
        let cost = Argon2id.Cost(memoryKiB: memoryKiB, passes: passes, lanes: lanes)
        #expect(Hexadecimal.encode(try self.tag(password, salt, cost)) == tag)
    }

    @Test func anImpossibleCostIsAnErrorAndNoTag() {
        let cost = Argon2id.Cost(memoryKiB: 1, passes: 1, lanes: 1)
        #expect(throws: Argon2id.Failure.self) {
            try tag("x", "somesalt", cost)
        }
    }

    /// The inputs of RFC 6070 with the digests of RFC 7914 and of the standard library of Python.
    @Test(arguments: [
        ("password", "salt", 1, "120fb6cffcf8b32c43e7225256c4f837a86548c92ccc35480805987cb70be17b"),
        ("password", "salt", 4096, "c5e478d59288c841aa530db6845c4c8d962893a001ce4e11a4963873aa98134a"),
        (
            "passwordPASSWORDpassword", "saltSALTsaltSALTsaltSALTsaltSALTsalt", 4096,
            "348c89dbcbd32b2f32d814b8116e84cf2b17347ebc1800181c4e2a1fb8dd53e1c635518c7dac47e9"
        ),
        ("pass\0word", "sa\0lt", 4096, "89b69d0516f829893c696226650a8687"),
    ])
    func pbkdf2WithSHA256GivesKnownKeys(password: String, salt: String, iterations: Int, key: String) {
        let computed = PBKDF2.key(
            from: PasswordBytes(password), salt: Array(salt.utf8), iterations: iterations, digest: .sha256,
            length: key.utf8.count / 2)
        #expect(Hexadecimal.encode(computed) == key)
    }

    @Test func pbkdf2WithSHA512GivesAKnownKey() {
        let computed = PBKDF2.key(
            from: PasswordBytes("password"), salt: Array("salt".utf8), iterations: 1, digest: .sha512, length: 64)
        #expect(
            Hexadecimal.encode(computed)
                == "867f70cf1ade02cff3752599a3a53dc4af34c7a669815ae5d513554e1c8cf252"
                + "c02d470a285a0501bad999bfe943c08f050235d7d68b1da55e63f73b60a57fce")
    }

    /// From the tests of OpenBSD's implementation and of crypt_blowfish.
    @Test(
        arguments: [
            ([], "$2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s."),
            (Array("a".utf8), "$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe"),
            (Array("abc".utf8), "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i"),
            (Array("U*U".utf8), "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
            (Array("U*U".utf8), "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"),
            ([0xff, 0xff, 0xa3], "$2y$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaO4EbggVDjb8P19RukzXSM3e"),
        ] as [([UInt8], String)])
    func bcryptRecognisesKnownHashes(password: [UInt8], hash: String) {
        #expect(matches(password, hash))
        #expect(!matches(password + [0x21], hash))
    }

    @Test(arguments: [
        "", "*0", "*1", "$2a$", "$2a$06$short", "$2a$99$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s.",
    ])
    func whatIsNoBcryptHashMatchesNothing(hash: String) {
        #expect(!matches(Array("a".utf8), hash))
        #expect(!matches([], hash))
    }

    @Test func aPasswordThatBcryptWouldCutMatchesNothing() {
        // The hash of 72 times "a", which bcrypt also computes for 73.
        let hash = "$2b$04$abcdefghijklmnopqrstuuBzzIgyKkz7xMWYSzkIjUSnxEQFQ0WNe"
        let seventyTwo = [UInt8](repeating: 0x61, count: 72)
        #expect(matches(seventyTwo, hash))
        #expect(!matches(seventyTwo + [0x61], hash))
        let abc = "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i"
        #expect(!matches(Array("abc\0def".utf8), abc))
    }
}
