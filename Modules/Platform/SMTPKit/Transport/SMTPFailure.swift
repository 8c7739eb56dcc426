import CurlKit

/// Why a message was not taken.
package struct SMTPFailure: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// No server answers there, or it broke off.
        case unreachable
        /// STARTTLS is not offered or not accepted, or the certificate is not good for this host. Neither login nor
        /// message was sent.
        case tlsRefused
        case loginRefused
        case senderRefused
        case recipientRefused
        /// The text was refused, or the server has no room for it.
        case messageRefused
        /// The deadline passed. When the text was already under way, the server may have taken it all the same.
        case timedOut
        /// Too many messages wait; nothing was tried.
        case busy
        /// The client was closed, or the caller gave up before it was tried.
        case stopped
    }

    package let kind: Kind
    /// What the server said to the command that failed, if it said anything.
    package let reply: SMTPReply?
    /// What libcurl says, for the administrator. Holds no secret; one line without a full stop.
    package let detail: String

    package init(_ kind: Kind, reply: SMTPReply? = nil, detail: String = "") {
        self.kind = kind
        self.reply = reply
        let line = PrintableLine.text(detail)
        self.detail = line.hasSuffix(".") ? String(line.dropLast()) : line
    }

    /// What libcurl and the server say, on one line.
    package var explanation: String {
        let said = reply.map { "the server said: \($0)" }
        return [detail, said ?? ""].filter { !$0.isEmpty }.joined(separator: "; ")
    }

    package var description: String { explanation.isEmpty ? kind.rawValue : "\(kind.rawValue): \(explanation)" }
}
