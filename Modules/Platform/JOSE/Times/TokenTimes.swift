package import FoundationEssentials
package import JSONText

/// When a token is good, by its claims `exp`, `nbf` and `iat` (RFC 7519 section 4.1).
package struct TokenTimes: Hashable, Sendable {
    /// `nil` for a token without end.
    package let expiresAt: Date?
    package let notBefore: Date?
    package let issuedAt: Date?

    /// - Throws: `malformed` for a moment that is none.
    package init(_ claims: JSONObject) throws(TokenTimeProblem) {
        func moment(_ name: String) throws(TokenTimeProblem) -> Date? {
            guard let value = claims[name] else { return nil }
            guard let date = NumericDate.date(value) else { throw .malformed(claim: name) }
            return date
        }
        expiresAt = try moment("exp")
        notBefore = try moment("nbf")
        issuedAt = try moment("iat")
    }

    /// - Parameters:
    ///   - skew: seconds by which the clock of whoever made the token may be off.
    ///   - needsEnd: whether a token without an end is refused.
    package func check(at moment: Date, skew: TimeInterval, needsEnd: Bool = true) throws(TokenTimeProblem) {
        if let expiresAt {
            guard moment < expiresAt.addingTimeInterval(skew) else { throw .expired }
        } else if needsEnd {
            throw .missingEnd
        }
        for (claim, begin) in [("nbf", notBefore), ("iat", issuedAt)] {
            if let begin, moment < begin.addingTimeInterval(-skew) { throw .notYet(claim: claim) }
        }
    }
}

/// Why a token is not good at this moment.
package enum TokenTimeProblem: Error, Hashable, Sendable, CustomStringConvertible {
    case malformed(claim: String)
    case missingEnd
    case expired
    /// It comes from the future: a clock is wrong.
    case notYet(claim: String)

    package var description: String {
        switch self {
        case .malformed(let claim): "The claim \"\(claim)\" is no whole number of seconds since 1970."
        case .missingEnd: "The token has no end (claim \"exp\")."
        case .expired: "The token has expired."
        case .notYet(let claim): "The token is not good yet (claim \"\(claim)\"); is a clock wrong?"
        }
    }
}
