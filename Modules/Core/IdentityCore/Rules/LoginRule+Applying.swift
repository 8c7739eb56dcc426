extension LoginRule {
    /// The login that the rule makes of what was typed; `nil` when the rule does not fit. Letters of ASCII fit in either
    /// case, because what stands around the star is mostly a domain. A star stands for one character at least. Takes
    /// time in proportion to the text.
    package func applied(to login: String) -> String? {
        let typed = Array(login.utf8)
        guard let (before, after) = Self.split(from) else {
            return Self.isAlike(typed[...], Array(from.utf8)[...]) ? to : nil
        }
        guard typed.count > before.count + after.count, Self.isAlike(typed.prefix(before.count), before[...]),
            Self.isAlike(typed.suffix(after.count), after[...])
        else { return nil }
        guard let (start, end) = Self.split(to) else { return to }
        return String(decoding: start + typed.dropFirst(before.count).dropLast(after.count) + end, as: UTF8.self)
    }

    /// What is wrong with the rule; `nil` for nothing.
    package var problem: String? {
        guard !from.isEmpty, !to.isEmpty else { return "Neither side of a login rule is empty." }
        let stars = (from.utf8.count { $0 == Self.star }, to.utf8.count { $0 == Self.star })
        guard stars.0 <= 1, stars.1 <= 1 else { return "Each side of a login rule holds one star at most." }
        // Otherwise everybody whom the one side fits would be the same person on the other.
        guard stars.0 == stars.1 else { return "Either both sides of a login rule hold a star or neither does." }
        return nil
    }

    private static let star = UInt8(ascii: "*")

    private static func split(_ side: String) -> (before: [UInt8], after: [UInt8])? {
        let bytes = Array(side.utf8)
        guard let place = bytes.firstIndex(of: star) else { return nil }
        return (Array(bytes[..<place]), Array(bytes[(place + 1)...]))
    }

    private static func isAlike(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { lowercased($0) == lowercased($1) }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}

extension [LoginRule] {
    /// What the first rule that fits makes of it; as typed when none does.
    package func applied(to login: String) -> String {
        for rule in self {
            if let rewritten = rule.applied(to: login) { return rewritten }
        }
        return login
    }
}
