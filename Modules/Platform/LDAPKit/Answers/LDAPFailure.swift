/// Why there is no answer, or why the answer is no use. A wrong password is none of these: it is an `LDAPBindAnswer`.
package struct LDAPFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Kind: Hashable, Sendable {
        /// The host's name leads to no address.
        case resolve
        /// The machine is there, and nothing listens.
        case refused
        /// No way there, or the connection broke off.
        case unreachable
        case timedOut
        /// No TLS, or a certificate that is not good for this server. Nothing was sent in clear.
        case tls
        /// The server answered with a result code that is none of the expected.
        case answer(LDAPResultCode)
        /// What came is no LDAP, or more in one message than `maximumAnswerBytes`.
        case protocolBroken
        /// More entries, or more bytes, than may come.
        case tooMuch
        /// The request itself is not good; nothing was sent.
        case notSent
        /// Too many jobs wait for a connection.
        case saturated
        /// The pool was closed, or the caller gave up.
        case stopped
    }

    /// What was being done.
    package enum Step: String, Hashable, Sendable, CaseIterable {
        case connect, tls, serviceBind, bind, search, compare, whoAmI, queue
    }

    package let kind: Kind
    package let step: Step
    /// The server's words, or libldap's, for the administrator; one bounded line.
    package let diagnostic: String
    /// The deepest entry that exists, where the server said so (RFC 4511 section 4.1.9).
    package let matchedDN: String

    package init(_ kind: Kind, during step: Step, diagnostic: String = "", matchedDN: String = "") {
        self.kind = kind
        self.step = step
        self.diagnostic = PrintableText.text(diagnostic)
        self.matchedDN = PrintableText.text(matchedDN)
    }

    package var resultCode: LDAPResultCode? { if case .answer(let code) = kind { code } else { nil } }

    /// Whether the directory is away, as opposed to having said no.
    package var meansUnavailable: Bool {
        switch kind {
        case .resolve, .refused, .unreachable, .timedOut, .tls, .protocolBroken, .saturated, .stopped: true
        case .answer(let code): code.meansUnavailable
        case .tooMuch, .notSent: false
        }
    }

    func during(_ other: Step) -> LDAPFailure {
        LDAPFailure(kind, during: other, diagnostic: diagnostic, matchedDN: matchedDN)
    }

    package var description: String {
        let what = resultCode.map { "\($0)" } ?? "\(kind)"
        let matched = matchedDN.isEmpty ? "" : " (matched \(matchedDN))"
        return "\(step.rawValue): \(what)" + (diagnostic.isEmpty ? "" : ": \(diagnostic)") + matched
    }
}
