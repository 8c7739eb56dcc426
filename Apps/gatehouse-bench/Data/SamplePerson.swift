/// A made-up person for imports, told apart by a number that is spread over the names, as those of real people are.
struct SamplePerson {
    /// argon2id of a password that nobody needs: imports look at its form only.
    static let hash =
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRmb3J0ZXN0cw$"
        + "bWFkZS11cC1oYXNoLWZvci1hLW1lYXN1cmVtZW50LTE"

    let login: String
    var email: String { "\(login)@example.org" }
    var displayName: String { "\(givenName) \(familyName)" }
    let givenName: String
    let familyName: String

    init(_ number: Int) {
        // Multiplying by an odd number is a permutation of 32 bits: no two people have one login.
        let spread = UInt32(truncatingIfNeeded: number) &* 2_654_435_761
        let text = String(spread, radix: 36)
        login = "person-\(text)"
        givenName = "Given\(spread % 4_001)"
        familyName = "Family\(spread % 40_009)"
    }
}
