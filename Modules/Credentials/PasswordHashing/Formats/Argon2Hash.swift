import Cryptography

/// `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<tag>`, as the reference implementation writes it (PHC string format).
struct Argon2Hash: Sendable {
    static let saltBytes = 16
    static let tagBytes = 32

    let parameters: Argon2Parameters
    let salt: [UInt8]
    let tag: [UInt8]

    init(parameters: Argon2Parameters, salt: [UInt8], tag: [UInt8]) {
        self.parameters = parameters
        self.salt = salt
        self.tag = tag
    }

    init?(_ fields: [Substring]) {
        guard fields.count == 5, fields[0] == "argon2id", fields[1] == "v=19",
            let numbers = HashField.numbers(in: fields[2], named: ["m", "t", "p"]),
            let salt = HashField.bytes(in: fields[3], alphabet: .standard, count: 8...64),
            let tag = HashField.bytes(in: fields[4], alphabet: .standard, count: 16...64)
        else { return nil }
        let parameters = Argon2Parameters(memoryKiB: numbers[0], passes: numbers[1], lanes: numbers[2])
        guard parameters.problems.isEmpty else { return nil }
        self.init(parameters: parameters, salt: salt, tag: tag)
    }

    var encoded: String {
        "$argon2id$v=19$m=\(parameters.memoryKiB),t=\(parameters.passes),p=\(parameters.lanes)"
            + "$\(Base64.standard.encode(salt))$\(Base64.standard.encode(tag))"
    }

    func matches(_ password: borrowing PasswordBytes) throws -> Bool {
        let computed = try Argon2id.tag(of: password, salt: salt, cost: parameters.cost, length: tag.count)
        return ConstantTime.areEqual(computed, tag)
    }

    /// Whether an attacker has less to do than with a hash of today.
    func isWeaker(than today: Argon2Parameters) -> Bool {
        parameters.memoryKiB < today.memoryKiB || parameters.passes < today.passes
            || salt.count < Self.saltBytes || tag.count < Self.tagBytes
    }
}
