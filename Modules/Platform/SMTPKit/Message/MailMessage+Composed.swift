extension MailMessage {
    /// The message as it goes over the wire: CRLF line ends, ASCII, no line above 78 characters unless an address is
    /// longer, and none above 998. Dots at the beginning of lines are the transport's (RFC 5321 section 4.5.2).
    package var composed: [UInt8] {
        let headers = [
            "Date: \(MailDate.text(sentAt))",
            Self.line("From", from),
            Self.line("To", to),
            Self.line("Subject", subject),
            "Message-ID:\r\n <\(id)>",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable",
            // RFC 3834 section 5: no holiday notice answers it.
            "Auto-Submitted: auto-generated",
        ]
        return Array((headers.joined(separator: "\r\n") + "\r\n\r\n").utf8) + QuotedPrintable.encode(text)
    }

    /// RFC 5322 section 2.1.1, without the line end.
    private static let lineLimit = 78

    private static func line(_ name: String, _ text: String) -> String {
        let isPlain = isPrintableASCII(text) && !text.contains("=?") && !text.hasPrefix(" ") && !text.hasSuffix(" ")
        let line = "\(name): \(text)"
        if isPlain, line.utf8.count <= lineLimit { return line }
        return "\(name): \(EncodedWords.text(text))"
    }

    private static func line(_ name: String, _ mailbox: Mailbox) -> String {
        let address = "<\(mailbox.address)>"
        if mailbox.name.isEmpty { return "\(name):\r\n \(address)" }
        let quoted = quotedString(mailbox.name)
        let isPlain = isPrintableASCII(mailbox.name) && !mailbox.name.contains("=?") && quoted.utf8.count < lineLimit
        return "\(name):\r\n \(isPlain ? quoted : EncodedWords.text(mailbox.name))\r\n \(address)"
    }

    /// RFC 5322 section 3.2.4.
    private static func quotedString(_ text: String) -> String {
        "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined() + "\""
    }

    private static func isPrintableASCII(_ text: String) -> Bool { text.utf8.allSatisfy { 0x20...0x7E ~= $0 } }
}
