/// One directory: its servers, and what is asked of them at most.
package struct LDAPSettings: Hashable, Sendable {
    /// Tried in order; the first that answers is used.
    package var urls: [LDAPURL]
    package var tls: LDAPTLSSettings
    /// For one server: TCP and TLS together. The resolver has limits of its own (`resolv.conf`).
    package var connectTimeout: Duration
    /// From a request to the last byte of its answer; of a paged search, for each page.
    package var operationTimeout: Duration
    /// A search that is answered with more entries fails as `tooMuch`.
    package var maximumEntries: Int
    /// One message, and the attributes of one page together, or of all pages where they are collected; more is refused
    /// as it comes in.
    package var maximumAnswerBytes: Int

    /// For all pages together where they are collected.
    package var answerTimeout: Duration { operationTimeout * 4 }

    package init(
        urls: [LDAPURL], tls: LDAPTLSSettings = LDAPTLSSettings(), connectTimeout: Duration = .seconds(3),
        operationTimeout: Duration = .seconds(10), maximumEntries: Int = 1_000_000,
        maximumAnswerBytes: Int = 8 << 20
    ) {
        self.urls = urls
        self.tls = tls
        self.connectTimeout = connectTimeout
        self.operationTimeout = operationTimeout
        self.maximumEntries = maximumEntries
        self.maximumAnswerBytes = maximumAnswerBytes
    }
}
