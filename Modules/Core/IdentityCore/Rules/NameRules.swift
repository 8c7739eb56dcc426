/// Which logins, mail addresses and names are accepted. Comparison is after NFKC and case folding; what is refused
/// here could deceive a reader, a log or a path.
package enum NameRules {
    /// In UTF-8.
    package static let maximumBytes = 255
    package static let maximumAboutBytes = 2_000
    /// RFC 5321 section 4.5.3.1.3, without the angle brackets.
    package static let maximumEmailBytes = 254
    /// Of an id that its maker chooses.
    package static let maximumIDBytes = 64
    /// Words that the interfaces use in the place of a name.
    package static let reservedLogins: Set<String> = ["me", "system", "anonymous", "operator", "current", "self"]

    package static func problem(inLogin raw: String, using text: any TextNormalizing) -> FieldProblem? {
        if let problem = problem(inName: raw, field: "login", using: text) { return problem }
        let key = text.comparisonKey(raw)
        if reservedLogins.contains(key) {
            return FieldProblem("login", .reserved, "This login is a reserved word.")
        }
        if key == "." || key == ".." {
            return FieldProblem("login", .malformed, "A login can't be a path of dots.")
        }
        return nil
    }

    package static func problem(inEmail raw: String, using text: any TextNormalizing) -> FieldProblem? {
        let malformed = FieldProblem("email", .malformed, "A mail address looks like name@host.")
        guard raw.utf8.count <= maximumEmailBytes else {
            return FieldProblem("email", .outOfRange, "A mail address has at most \(maximumEmailBytes) bytes.")
        }
        if let problem = problem(inName: raw, field: "email", using: text) { return problem }
        guard let at = raw.lastIndex(of: "@") else { return malformed }
        let name = raw[..<at]
        let host = raw[raw.index(after: at)...]
        let hasSpace = raw.unicodeScalars.contains { $0.properties.isWhitespace }
        guard !name.isEmpty, !host.isEmpty, !hasSpace, !host.hasPrefix("."), !host.hasSuffix("."),
            !host.contains(".."), !name.contains("@")
        else { return malformed }
        return nil
    }

    /// Ids that whoever makes a thing chooses, of organizations, tenants and clients: letters and digits of ASCII and
    /// `. _ - @ +`, so that mail addresses will do; safe in a path, a log line and a role's name. Compared byte by byte.
    package static func problem(inID raw: String, field: String) -> FieldProblem? {
        guard !raw.isEmpty else { return FieldProblem(field, .missing, "\(field) is empty.") }
        guard raw.utf8.count <= maximumIDBytes else {
            return FieldProblem(field, .outOfRange, "\(field) has at most \(maximumIDBytes) bytes.")
        }
        guard raw.utf8.allSatisfy(isFitForID), let first = raw.utf8.first, isLetterOrDigit(first) else {
            return FieldProblem(
                field, .malformed, "\(field) begins with a letter or digit; further are . _ - @ + allowed.")
        }
        if reservedLogins.contains(raw.lowercased()) {
            return FieldProblem(field, .reserved, "This \(field) is a reserved word.")
        }
        return nil
    }

    private static func isFitForID(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "+"): true
        default: isLetterOrDigit(byte)
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    /// The rules that every shown name keeps.
    package static func problem(
        inName raw: String, field: String, using text: any TextNormalizing
    ) -> FieldProblem? {
        guard !raw.isEmpty else { return FieldProblem(field, .missing, "\(field) is empty.") }
        guard raw.utf8.count <= maximumBytes else {
            return FieldProblem(field, .outOfRange, "\(field) has at most \(maximumBytes) bytes.")
        }
        for scalar in raw.unicodeScalars where isUnfit(scalar) {
            let number = String(scalar.value, radix: 16, uppercase: true)
            return FieldProblem(field, .malformed, "\(field) contains the character U+\(number), which is not allowed.")
        }
        let first = raw.unicodeScalars.first!, last = raw.unicodeScalars.last!
        if first.properties.isWhitespace || last.properties.isWhitespace {
            return FieldProblem(field, .malformed, "\(field) begins or ends with a space.")
        }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark:
            return FieldProblem(field, .malformed, "\(field) begins with a mark that belongs on a letter.")
        default: break
        }
        // Folding can lengthen a text eighteen times; what is compared, sorted and put into cursors stays short.
        if text.comparisonKey(raw).utf8.count > maximumBytes {
            return FieldProblem(field, .outOfRange, "\(field) has at most \(maximumBytes) bytes, also when folded.")
        }
        if text.mixesLookAlikeScripts(raw) {
            return FieldProblem(field, .malformed, "\(field) mixes alphabets whose letters look alike.")
        }
        return nil
    }

    /// The rules of a description: a text for people, that may have several lines.
    package static func problem(inAbout raw: String, field: String) -> FieldProblem? {
        guard raw.utf8.count <= maximumAboutBytes else {
            return FieldProblem(field, .outOfRange, "\(field) has at most \(maximumAboutBytes) bytes.")
        }
        guard isPlain(raw.filter { $0 != "\n" }) else {
            return FieldProblem(field, .malformed, "\(field) contains a control or an invisible character.")
        }
        return nil
    }

    /// Whether nothing in the text could deceive a reader or a log.
    package static func isPlain(_ raw: String) -> Bool { !raw.unicodeScalars.contains(where: isUnfit) }

    /// Control, format, private-use, unassigned and invisible characters, line ends, and spaces other than U+0020.
    static func isUnfit(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        let properties = scalar.properties
        if properties.isDefaultIgnorableCodePoint { return true }
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            return true
        default: return false
        }
    }
}
