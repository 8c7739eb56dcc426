import LDAPKit
import UnicodeText

/// What a person signs in with at the directory, made of the login without looking for the entry.
enum DirectName: Hashable, Sendable {
    case entry(DistinguishedNameTemplate)
    /// What Active Directory takes in the place of a DN: `{login}@corp.example`.
    case principal(domain: String)

    static let place = "login"

    /// Whether who signs in by the name is the entry of that DN. A principal may be somebody else's than the entry that
    /// has the login: Active Directory compares it with another attribute.
    var namesItsEntry: Bool { if case .entry = self { true } else { false } }

    /// - Returns: `nil` for a login that can be no part of such a name, and for a spelling that the directory might pass
    ///   over: nothing is looked up before the password is tried, so each spelling would have its own count of wrong ones.
    func name(for login: String) -> String? {
        guard Self.isPlain(login) else { return nil }
        switch self {
        case .entry(let template): return try? template.name([Self.place: login]).text
        case .principal(let domain):
            // What Active Directory passes over outside of ASCII (accents, widths, kinds of kana) is written down nowhere.
            guard login.utf8.allSatisfy({ $0 < 0x80 && !Self.separators.contains($0) }) else { return nil }
            return "\(login)@\(domain)"
        }
    }

    private static let separators = Array("@\\/".utf8)

    /// Whether nothing in the login is of the kind that directories leave out when they compare (RFC 4518 sections 2.2
    /// and 2.6.1), beyond what the count of wrong passwords passes over too.
    private static func isPlain(_ login: String) -> Bool {
        let key = UnistringNormalizer().comparisonKey(login).unicodeScalars
        let marks: Set<Unicode.GeneralCategory> = [.nonspacingMark, .enclosingMark, .format]
        let isAsItCounts = key.allSatisfy {
            !$0.properties.isDefaultIgnorableCodePoint && !marks.contains($0.properties.generalCategory)
        }
        return isAsItCounts && !zip(key, key.dropFirst()).contains { isBlank($0) && isBlank($1) }
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
}
