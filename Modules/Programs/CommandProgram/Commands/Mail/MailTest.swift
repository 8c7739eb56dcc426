import CommandParsing
import Composition
import IdentityCore
import JSONText
import MailDelivery
import SMTPKit

struct MailTest: Command {
    static let declaration = CommandDeclaration(
        path: ["mail", "test"], summary: "Send a message, to try the way to the mail server",
        details: """
            Sends one short message with the settings of the section mail. When it fails, the step that failed is \
            named with the server's own words. The database is not touched.
            """,
        arguments: [Argument("ADDRESS", "who gets it, as name@host")],
        examples: [Example("gatehouse mail test ada@example.org", "exit status 0 when the server has taken it")])

    private let address: String

    init(_ arguments: ParsedArguments) { address = arguments.required("ADDRESS") }

    func run(in workplace: Workplace) async throws {
        let configuration = try workplace.configuration()
        let clock = SystemClock()
        let ids = SystemIDs(clock: clock, random: SystemRandomSource())
        guard let mail = configuration.mail,
            let sender = try configuration.mailSender(clock: clock, ids: ids, report: { _ in })
        else {
            throw CommandFailure(
                .notFound, "there is no section mail in \(workplace.configurationFile), so no mail is sent")
        }
        defer { sender.close() }
        let text = "This message tries the way from Gatehouse to its mail server. It needs no answer.\n"
        let message = OutgoingMail(to: address, subject: "Gatehouse can send mail", text: Secret(text))
        do throws(MailDeliveryFailure) { try await sender.deliver(message) } catch { throw CommandFailure(error) }
        workplace.answers.give(
            [
                "to": .string(address), "from": .string(mail.from), "host": .string(mail.host),
                "port": .count(mail.port), "security": .string(mail.security.rawValue),
            ],
            text: Sheet.text([
                ("taken by", "\(mail.host), port \(mail.port)"), ("security", mail.security.rawValue),
                ("from", mail.from), ("to", address),
            ]))
    }
}
