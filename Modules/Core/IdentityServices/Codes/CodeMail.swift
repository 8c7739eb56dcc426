import FoundationEssentials
import IdentityCore

/// The mails that carry a code. Their words are ours and the login's: nothing that a stranger wrote, and no name of the
/// server that a request gave.
struct CodeMail {
    let purpose: OneTimeCode.Purpose
    let code: Secret
    let expiresAt: Date
    let user: User
    let address: EmailAddress
    let publicAddress: String?

    var mail: OutgoingMail {
        OutgoingMail(
            to: address.display, recipientName: user.displayName.display, subject: subject, text: Secret(text))
    }

    private var subject: String {
        switch purpose {
        case .invitation: "You are invited"
        case .passwordReset: "A new password for your account"
        }
    }

    private var text: String {
        code.reveal { code in
            """
            \(opening)

                login:  \(user.login.display)
                code:   \(code)

            \(way(code))

            The code is good once, until \(Self.text(expiresAt)). \(closing)

            """
        }
    }

    private var opening: String {
        switch purpose {
        case .invitation: "An account was made for you. Choose a password of your own to use it."
        case .passwordReset: "Somebody, likely you, has asked for a new password for your account."
        }
    }

    private var closing: String {
        switch purpose {
        case .invitation: "If you expected no invitation, do nothing."
        case .passwordReset: "If it was not you, do nothing: your password stays as it is."
        }
    }

    /// Behind the number sign, so that the code stands in no log on the way and no page tells it to another
    /// (RFC 3986 section 3.5).
    private func way(_ code: String) -> String {
        guard let publicAddress else {
            return "Enter the code and a new password where you sign in, or ask whoever runs the service where that is."
        }
        let page =
            switch purpose {
            case .invitation: "invitation"
            case .passwordReset: "password-reset"
            }
        return "Open this page and choose a password:\n\n\(publicAddress)/\(page)#code=\(code)"
    }

    private static func text(_ moment: Date) -> String {
        let style = Date.ISO8601FormatStyle(dateTimeSeparator: .space)
        return "\(moment.formatted(style).replacing("Z", with: "")) UTC"
    }
}
