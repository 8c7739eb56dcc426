import CommandParsing
import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

/// How an invitation is shown: never with its code. The JSON has the members that the native API gives.
extension Invitation {
    static var columns: [(title: String, alignment: TextTable.Alignment)] {
        [("EMAIL", .left), ("STATE", .left), ("MAIL", .left), ("INVITED", .left), ("ENDS", .left), ("ID", .left)]
    }

    func cells(at moment: Date) -> [String] {
        [
            email.display, state(at: moment).rawValue, mail.rawValue, createdAt.shown, expiresAt.shown, id.description,
        ]
    }

    var object: JSONObject {
        [
            "id": .string(id.description), "userId": .string(user.description), "email": .string(email.display),
            "organization": .string(organization.rawValue), "invitedBy": .text(invitedBy?.description),
            "createdAt": .string(createdAt.shown), "expiresAt": .string(expiresAt.shown),
            "mail": .string(mail.rawValue), "acceptedAt": .text(acceptedAt?.shown),
        ]
    }
}

extension IssuedInvitation {
    /// The first password is shown here and nowhere else.
    func give(to answers: Answers) {
        let shown = password?.reveal { $0 }
        var object = invitation.object
        object["login"] = .string(user.login.display)
        object["temporaryPassword"] = .text(shown)
        answers.give(
            object,
            text: Sheet.text(
                [
                    ("id", invitation.id.description), ("login", user.login.display),
                    ("email", invitation.email.display), ("ends", invitation.expiresAt.shown),
                    ("mail", invitation.mail.rawValue),
                ] + (shown.map { [("temporary password", $0)] } ?? [])))
        if invitation.mail != .sent { answers.remark("No mail was sent: \(invitation.mail.words).") }
        if shown != nil { answers.remark("Hand the password over yourself; it is shown this once.") }
    }
}

extension MailOutcome {
    /// Why a mail is not sent, or that it is.
    fileprivate var words: String {
        switch self {
        case .sent: "it was"
        case .underWay: "it is under way"
        case .notConfigured: "the configuration names no mail server"
        case .addressRefused: "the mail server takes none for this address"
        case .serverUnavailable: "the mail server did not take it; 'gatehouse mail test' says why"
        case .tooManyWaiting: "too many are waiting"
        }
    }
}
