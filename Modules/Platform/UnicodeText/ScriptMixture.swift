/// Which scripts may stand in one name: the "moderately restrictive" level of Unicode Technical Standard 39,
/// section 5.2, without Armenian beside Latin, whose letters look alike too.
enum ScriptMixture {
    /// Belong to every script.
    private static let neutral: Set<String> = ["Common", "Inherited"]

    /// What Japanese, Korean and Chinese writing mixes.
    private static let together: [Set<String>] = [
        ["Latin", "Han", "Hiragana", "Katakana"], ["Latin", "Han", "Hangul"], ["Latin", "Han", "Bopomofo"],
    ]

    /// The scripts recommended for identifiers (Unicode Standard Annex 31, table 5) that may stand beside Latin.
    private static let besideLatin: Set<String> = [
        "Arabic", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati", "Gurmukhi", "Hebrew", "Kannada", "Khmer",
        "Lao", "Malayalam", "Myanmar", "Oriya", "Sinhala", "Tamil", "Telugu", "Thaana", "Thai", "Tibetan",
    ]

    static func isAccepted(_ scripts: Set<String>) -> Bool {
        let scripts = scripts.subtracting(neutral)
        if scripts.count <= 1 || together.contains(where: scripts.isSubset) { return true }
        guard scripts.count == 2, scripts.contains("Latin") else { return false }
        return !scripts.isDisjoint(with: besideLatin)
    }
}
