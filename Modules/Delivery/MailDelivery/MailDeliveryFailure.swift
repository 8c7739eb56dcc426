package import IdentityCore
package import SMTPKit

/// Why a mail was not sent, for whoever runs the house.
package enum MailDeliveryFailure: Error, Hashable, Sendable {
    /// It can't be composed; nothing was tried.
    case unfit(FieldProblem)
    case smtp(SMTPFailure)

    /// What a use case makes of it.
    package var serviceError: ServiceError {
        switch self {
        case .unfit(let problem): .invalidInput([problem])
        case .smtp(let failure) where failure.kind == .busy: .limited(retryAfterSeconds: 5)
        case .smtp(let failure) where failure.kind == .recipientRefused && failure.reply?.isTemporary == false:
            .invalidInput([FieldProblem("to", .unknown, "The mail server takes no mail for this address.")])
        case .smtp: .unavailable(.mail)
        }
    }
}
