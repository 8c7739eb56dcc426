package import FoundationEssentials
package import IdentityCore

/// What mails with codes are made of and how they leave.
package struct Mailing: Sendable {
    /// `nil` when no mail server is configured.
    package var sender: (any MailSending)?
    package var codes: any OneTimeCodeMaking
    /// Where the pages are that take a code, without a slash at the end, as configured: never what a request says of
    /// the server's name. Mails carry no link without it.
    package var publicAddress: String?
    /// How long an invitation's code and first password are good. Seconds.
    package var invitationLifetime: TimeInterval
    /// How long the code of a password reset is good. Seconds.
    package var resetLifetime: TimeInterval

    package init(
        sender: (any MailSending)?, codes: any OneTimeCodeMaking, publicAddress: String? = nil,
        invitationLifetime: TimeInterval = 72 * 3_600, resetLifetime: TimeInterval = 1_800
    ) {
        self.sender = sender
        self.codes = codes
        self.publicAddress = publicAddress
        self.invitationLifetime = invitationLifetime
        self.resetLifetime = resetLifetime
    }

    func lifetime(of purpose: OneTimeCode.Purpose) -> TimeInterval {
        switch purpose {
        case .invitation: invitationLifetime
        case .passwordReset: resetLifetime
        }
    }

    /// - Returns: a new code for the user with what the store keeps of it.
    func mint(
        for purpose: OneTimeCode.Purpose, user: UserID, at now: Date
    ) -> (code: Secret, stored: OneTimeCode) {
        let (code, digest) = codes.mint()
        let stored = OneTimeCode(
            digest: digest, purpose: purpose, user: user, createdAt: now,
            expiresAt: now.addingTimeInterval(lifetime(of: purpose)))
        return (code, stored)
    }

    /// Hands the mail over. Never inside a transaction.
    func send(_ mail: OutgoingMail) async -> MailOutcome {
        guard let sender else { return .notConfigured }
        do throws(ServiceError) {
            try await sender.send(mail)
            return .sent
        } catch {
            return switch error {
            case .invalidInput: .addressRefused
            case .limited: .tooManyWaiting
            default: .serverUnavailable
            }
        }
    }
}
