extension Slapd {
    /// Logins of the fixture that are legal and hard, as in `Scripts/support/slapd/hard-names.ldif`; each signs in with
    /// its ``password(of:)``.
    package static let hardNames = [
        "o'neil", "doe, john", "a(b)c", "a\\b", "a*b", "#x", " lead", "ü", "a+b=c", "semi;colon", "\"quoted\"",
        "<angle>",
        "trail ", "日本 太郎", String(repeating: "x", count: 200),
    ]
}
