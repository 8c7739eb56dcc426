import FoundationEssentials
package import IdentityCore
package import SMTPKit

/// Sends the core's mail over SMTP.
package final class SMTPMailSender: MailSending {
    package typealias Report = @Sendable (SMTPFailure) -> Void

    private let settings: MailSettings
    private let client: SMTPClient
    private let clock: any Clock
    private let ids: any IDGenerator
    private let report: Report

    /// Opens nothing.
    /// - Parameter report: told of each failure of `send`, for the log; must return at once.
    package init(_ settings: MailSettings, clock: any Clock, ids: any IDGenerator, report: @escaping Report) {
        self.settings = settings
        client = SMTPClient(settings.server, timeout: settings.timeout)
        self.clock = clock
        self.ids = ids
        self.report = report
    }

    package func send(_ mail: OutgoingMail) async throws(ServiceError) {
        do throws(MailDeliveryFailure) { try await deliver(mail) } catch {
            if case .smtp(let failure) = error { report(failure) }
            throw error.serviceError
        }
    }

    /// The same, with the whole reason.
    package func deliver(_ mail: OutgoingMail) async throws(MailDeliveryFailure) {
        let message = try compose(mail)
        let login = settings.login.map { login in
            login.password.reveal { SMTPLogin(user: login.user, password: $0) }
        }
        do throws(SMTPFailure) { try await client.send(message, login: login) } catch { throw .smtp(error) }
    }

    private func compose(_ mail: OutgoingMail) throws(MailDeliveryFailure) -> MailMessage {
        let host = settings.from.address.text.split(separator: "@").last ?? ""
        let moment = Int(clock.now().timeIntervalSince1970)
        do throws(MailProblem) {
            let to = try MailMessage.Mailbox(name: mail.recipientName ?? "", address: MailAddress(mail.to))
            let id = try MailAddress("\(ids.uuid().uuidString.lowercased())@\(host)")
            return try mail.text.reveal { (text) throws(MailProblem) in
                try MailMessage(
                    from: settings.from, to: to, subject: mail.subject, text: text, sentAt: moment, id: id)
            }
        } catch {
            throw .unfit(FieldProblem(Self.field(error.part), .malformed, error.message))
        }
    }

    private static func field(_ part: MailProblem.Part) -> String {
        switch part {
        case .address: "to"
        case .name: "recipientName"
        case .subject: "subject"
        case .text: "text"
        }
    }

    /// Messages that wait for a thread, for metrics.
    package var waiting: Int { client.waiting }

    package func close() { client.close() }
}
