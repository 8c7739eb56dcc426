/// A message to one person, in plain text.
package struct OutgoingMail: Sendable {
    package let to: String
    /// Shown beside the address; may be missing.
    package let recipientName: String?
    package let subject: String
    /// May carry a code or a first password, so it is as hard to print as they are.
    package let text: Secret

    package init(to: String, recipientName: String? = nil, subject: String, text: Secret) {
        self.to = to
        self.recipientName = recipientName
        self.subject = subject
        self.text = text
    }
}

/// Hands mail to whoever carries it on. Slow: never inside a transaction.
package protocol MailSending: Sendable {
    /// Returns when the mail was taken, which is not yet its arrival.
    /// - Throws: `invalidInput` with `to`, `recipientName`, `subject` or `text` when it can't be sent as it is, or when
    ///   the recipient is refused for good; `limited` when too much waits; `unavailable(.mail)` for everything else. It
    ///   may then have been taken all the same, so a second try can arrive twice.
    func send(_ mail: OutgoingMail) async throws(ServiceError)
}
