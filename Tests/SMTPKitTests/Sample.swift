import SMTPKit

/// Messages for tests.
enum Sample {
    /// 2026-11-21T09:00:05Z
    static let moment = 1_795_251_605

    static func message(
        name: String = "", to: String = "ada@example.org", from: String = "gatehouse@example.org",
        subject: String = "Hello", text: String = "Good morning.\n"
    ) throws -> MailMessage {
        try MailMessage(
            from: .init(name: "Gatehouse", address: MailAddress(from)),
            to: .init(name: name, address: MailAddress(to)), subject: subject, text: text, sentAt: moment,
            id: MailAddress("b1f5e0d4@example.org"))
    }

    static func lines(_ message: MailMessage) -> [String] {
        String(decoding: message.composed, as: UTF8.self).components("\r\n")
    }
}

extension SMTPClient {
    struct MessageWasTaken: Error {}

    func failure(of message: MailMessage, login: SMTPLogin?) async throws -> SMTPFailure {
        do throws(SMTPFailure) { try await send(message, login: login) } catch { return error }
        throw MessageWasTaken()
    }
}

extension String {
    /// Without Foundation, which takes CR LF for one character here and for two there.
    func components(_ separator: String) -> [String] {
        var parts: [String] = [], rest = Array(unicodeScalars), part = String.UnicodeScalarView()
        let mark = Array(separator.unicodeScalars)
        while !rest.isEmpty {
            if rest.starts(with: mark) {
                parts.append(String(part))
                part = .init()
                rest.removeFirst(mark.count)
            } else {
                part.append(rest.removeFirst())
            }
        }
        return parts + [String(part)]
    }
}
