/// One message of plain text from one address to one other.
package struct MailMessage: Sendable {
    /// Bytes of a body in UTF-8.
    package static let maximumTextBytes = 262_144
    /// Bytes of a subject or a shown name in UTF-8.
    package static let maximumHeaderBytes = 998

    /// An address with the name that is shown for it.
    package struct Mailbox: Hashable, Sendable {
        package let name: String
        package let address: MailAddress

        /// - Parameter name: empty for none.
        /// - Throws: when the name holds a line end, NUL or another control character, or is too long.
        package init(name: String = "", address: MailAddress) throws(MailProblem) {
            try MailMessage.require(headerText: name, .name)
            self.name = name
            self.address = address
        }
    }

    package let from: Mailbox
    package let to: Mailbox
    package let subject: String
    package let text: String
    /// Seconds since 1970-01-01T00:00:00Z.
    package let sentAt: Int
    /// Without the angle brackets.
    package let id: MailAddress

    /// - Parameters:
    ///   - text: UTF-8 without NUL, with any line ends.
    ///   - sentAt: seconds since 1970-01-01T00:00:00Z.
    ///   - id: unique in the world, for Message-ID; has the form of an address (RFC 5322 section 3.6.4).
    package init(
        from: Mailbox, to: Mailbox, subject: String, text: String, sentAt: Int, id: MailAddress
    ) throws(MailProblem) {
        try Self.require(headerText: subject, .subject)
        guard text.utf8.count <= Self.maximumTextBytes else { throw MailProblem(.text, "The text is too long.") }
        guard !text.utf8.contains(0) else { throw MailProblem(.text, "The text holds a NUL.") }
        self.from = from
        self.to = to
        self.subject = subject
        self.text = text
        self.sentAt = sentAt
        self.id = id
    }

    /// A line end in a header would begin another header, or the body: nothing that could is let in.
    private static func require(headerText text: String, _ part: MailProblem.Part) throws(MailProblem) {
        guard text.utf8.count <= maximumHeaderBytes else { throw MailProblem(part, "The \(part) is too long.") }
        let isUnfit = text.unicodeScalars.contains { scalar in
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: true
            default: false
            }
        }
        guard !isUnfit else { throw MailProblem(part, "The \(part) holds a line end or another control character.") }
    }
}
