import Cryptography

/// `$pbkdf2-sha256$i=600000$<salt>$<key>` (PHC string format, with `,l=32` or without), or
/// `$pbkdf2-sha256$29000$<salt>$<key>` with the alphabet of Python's passlib; the same with `sha512`.
struct PBKDF2Hash: Sendable {
    private static let iterationLimits = 1_000...2_000_000
    private static let saltLimits = 8...64
    private static let keyLimits = 16...64

    private let digest: PBKDF2.Digest
    private let iterations: Int
    private let salt: [UInt8]
    private let key: [UInt8]

    init?(_ fields: [Substring]) {
        guard fields.count == 4, fields[0].hasPrefix("pbkdf2-"),
            let digest = PBKDF2.Digest(rawValue: String(fields[0].dropFirst(7)))
        else { return nil }
        let isPHC = fields[1].hasPrefix("i=")
        let alphabet: Base64 = isPHC ? .standard : .adapted
        guard let salt = HashField.bytes(in: fields[2], alphabet: alphabet, count: Self.saltLimits),
            let key = HashField.bytes(in: fields[3], alphabet: alphabet, count: Self.keyLimits),
            let iterations = isPHC
                ? Self.iterations(in: fields[1], keyLength: key.count) : HashField.number(in: fields[1]),
            Self.iterationLimits.contains(iterations)
        else { return nil }
        self.digest = digest
        self.iterations = iterations
        self.salt = salt
        self.key = key
    }

    private static func iterations(in field: Substring, keyLength: Int) -> Int? {
        if let numbers = HashField.numbers(in: field, named: ["i"]) { return numbers[0] }
        guard let numbers = HashField.numbers(in: field, named: ["i", "l"]), numbers[1] == keyLength else { return nil }
        return numbers[0]
    }

    func matches(_ password: borrowing PasswordBytes) -> Bool {
        let computed = PBKDF2.key(
            from: password, salt: salt, iterations: iterations, digest: digest, length: key.count)
        return ConstantTime.areEqual(computed, key)
    }
}
