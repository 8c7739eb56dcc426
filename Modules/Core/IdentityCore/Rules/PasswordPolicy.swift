/// What a new password must be, after NIST SP 800-63B-4 section 3.1.1.2: long enough, not too common, nothing else.
/// There are no composition rules and no forced change after a time.
package struct PasswordPolicy: Hashable, Sendable {
    /// In characters (grapheme clusters would hide length; these are Unicode scalars after NFKC).
    package var minimumLength: Int
    /// Compared whole up to here; longer is refused, never cut.
    package static let maximumLength = 1_024

    private let blockedKeys: Set<String>

    /// - Parameter blocked: folded passwords that are refused, also when digits or signs are put around them.
    package init(minimumLength: Int = 12, blocked: Set<String> = []) {
        self.minimumLength = minimumLength
        blockedKeys = blocked
    }

    /// Cheap checks that come before any hashing, for every password that is offered anywhere.
    package static func problem(inOffered raw: String, field: String) -> FieldProblem? {
        if raw.isEmpty { return FieldProblem(field, .missing, "The password is empty.") }
        // Four bytes a scalar: looking at the bytes first keeps a huge text from being counted.
        guard raw.utf8.count <= maximumLength * 4, raw.unicodeScalars.count <= maximumLength else {
            return FieldProblem(field, .outOfRange, "A password has at most \(maximumLength) characters.")
        }
        if raw.unicodeScalars.contains(where: { $0.value == 0 }) {
            return FieldProblem(field, .malformed, "A password can't contain the character U+0000.")
        }
        return nil
    }

    /// Everything that keeps `password` from being set, or `nil`.
    /// - Parameter context: words that belong to the account, such as its login and mail address.
    package func problem(
        inNew password: String, field: String, context: [String], using text: any TextNormalizing
    ) -> FieldProblem? {
        if let problem = Self.problem(inOffered: password, field: field) { return problem }
        let composed = text.compatibilityComposed(password)
        guard composed.unicodeScalars.count >= minimumLength else {
            return FieldProblem(field, .weak, "A password has at least \(minimumLength) characters.")
        }
        let key = text.comparisonKey(password)
        if isCommon(key) || Self.isMonotone(key) {
            return FieldProblem(field, .weak, "This password is among the first that an attacker tries.")
        }
        for word in context.map(text.comparisonKey) where key == word || Self.isDecorated(key, word) {
            return FieldProblem(field, .weak, "The password is the account's own name.")
        }
        return nil
    }

    private func isCommon(_ key: String) -> Bool {
        if blockedKeys.contains(key) { return true }
        let core = Self.core(of: key)
        guard !core.isEmpty else { return false }
        return blockedKeys.contains(core) || blockedKeys.contains(Self.repeatedUnit(of: core))
    }

    /// Whether the two are one word of at least four letters with other digits and signs around it.
    private static func isDecorated(_ key: String, _ word: String) -> Bool {
        let core = core(of: word)
        return core.unicodeScalars.count >= 4 && core == self.core(of: key)
    }

    /// The text without the digits and signs that people put around a word to satisfy composition rules.
    private static func core(of key: String) -> String {
        let letters = key.unicodeScalars
        guard let first = letters.firstIndex(where: { $0.properties.isAlphabetic }),
            let last = letters.lastIndex(where: { $0.properties.isAlphabetic })
        else { return "" }
        return String(letters[first...last])
    }

    /// `abcabc` → `abc`; a text that repeats nothing is returned whole.
    private static func repeatedUnit(of text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        for size in 1...scalars.count where scalars.count % size == 0 {
            if (size..<scalars.count).allSatisfy({ scalars[$0] == scalars[$0 - size] }) {
                return String(String.UnicodeScalarView(scalars[0..<size]))
            }
        }
        return text
    }

    /// One character again and again, or a run along the alphabet or the digits: `aaaaaaaaaaaa`, `123456789012`.
    private static func isMonotone(_ key: String) -> Bool {
        let values = key.unicodeScalars.map { Int($0.value) }
        guard values.count > 1 else { return true }
        let steps = zip(values.dropFirst(), values).map { $0 - $1 }
        let wraps: Set<Int> = [1, -9]
        let unwraps: Set<Int> = [-1, 9]
        return steps.allSatisfy { $0 == 0 } || steps.allSatisfy(wraps.contains) || steps.allSatisfy(unwraps.contains)
    }
}
