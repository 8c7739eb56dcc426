/// How an operation ended (RFC 4511 section 4.1.9).
struct LDAPResult: Sendable {
    var code: ResultCode
    var matchedDN = ""
    var diagnostic = ""
    var referrals: [String] = []

    init(_ code: ResultCode, _ diagnostic: String = "", matchedDN: String = "") {
        self.code = code
        self.diagnostic = diagnostic
        self.matchedDN = matchedDN
    }

    static let success = LDAPResult(.success)
}

/// An operation that ends with something else than success.
struct Refusal: Error {
    let result: LDAPResult

    init(_ code: ResultCode, _ diagnostic: String = "", matchedDN: String = "") {
        result = LDAPResult(code, diagnostic, matchedDN: matchedDN)
    }
}
