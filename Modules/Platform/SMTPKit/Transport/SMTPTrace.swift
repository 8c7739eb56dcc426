/// How far a delivery has come: the command that was sent last, and what was answered to it. Keeps no word of what was
/// sent.
struct SMTPTrace {
    enum Step {
        case connection, encryption, login, sender, recipient, message
    }

    private(set) var step = Step.connection
    private(set) var reply: SMTPReply?
    /// After QUIT, which libcurl says also when a command was refused.
    private var isLeaving = false

    /// - Parameter command: what libcurl sent, a command or a line of a login.
    mutating func sent(_ command: some Collection<UInt8>) {
        let verb = command.prefix { $0 != 0x20 && $0 != 0x0D }
        isLeaving = isLeaving || verb.elementsEqual("QUIT".utf8)
        guard !isLeaving else { return }
        reply = nil
        guard let step = Self.steps.first(where: { verb.elementsEqual($0.verb.utf8) })?.step else { return }
        self.step = step
    }

    mutating func received(_ line: some Collection<UInt8>) {
        guard !isLeaving else { return }
        reply = SMTPReply(line: String(decoding: line.prefix(1_024), as: UTF8.self)) ?? reply
    }

    private static let steps: [(verb: String, step: Step)] = [
        ("STARTTLS", .encryption), ("AUTH", .login), ("MAIL", .sender), ("RCPT", .recipient), ("DATA", .message),
    ]

    /// What a refusal at this step means.
    var refusal: SMTPFailure.Kind {
        switch step {
        case .connection: .unreachable
        case .encryption: .tlsRefused
        case .login: .loginRefused
        case .sender: .senderRefused
        case .recipient: .recipientRefused
        case .message: .messageRefused
        }
    }
}
