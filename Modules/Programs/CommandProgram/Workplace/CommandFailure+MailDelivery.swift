import CommandParsing
import IdentityCore
import MailDelivery
import SMTPKit

extension CommandFailure {
    /// The step that failed is the field of the one problem.
    init(_ failure: MailDeliveryFailure) {
        switch failure {
        case .unfit(let problem):
            self.init(
                .invalidInput, "the mail can't be sent as it is", problems: [Problem(problem.field, problem.message)])
        case .smtp(let failure):
            let (step, sentence) = Self.words(failure.kind)
            self.init(Self.code(of: failure), sentence, problems: [Problem(step, failure.explanation)])
        }
    }

    private static func words(_ kind: SMTPFailure.Kind) -> (step: String, sentence: String) {
        switch kind {
        case .unreachable: ("connection", "the mail server does not answer")
        case .tlsRefused: ("encryption", "there is no protected way to the mail server; nothing was sent")
        case .loginRefused: ("login", "the mail server refused the login")
        case .senderRefused: ("sender", "the mail server refused the address in mail.from")
        case .recipientRefused: ("recipient", "the mail server refused the address")
        case .messageRefused: ("message", "the mail server refused the message")
        case .timedOut: ("deadline", "the mail server took longer than mail.timeoutSeconds")
        case .busy, .stopped: ("connection", "the mail was not tried")
        }
    }

    private static func code(of failure: SMTPFailure) -> ExitCode {
        switch failure.kind {
        case .unreachable, .timedOut, .busy, .stopped: .unavailable
        case _ where failure.reply?.isTemporary == true: .unavailable
        case .recipientRefused: .invalidInput
        case .tlsRefused, .loginRefused, .senderRefused, .messageRefused: .refused
        }
    }
}
