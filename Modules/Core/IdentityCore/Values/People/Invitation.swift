package import FoundationEssentials

/// Somebody was asked in: the account stands already, with a first password that has to be changed. At most one for each
/// user, and gone with the user.
package struct Invitation: Hashable, Sendable, Identifiable {
    package let id: InvitationID
    package let user: UserID
    /// Where the mail went, or would have gone.
    package var email: EmailAddress
    /// That of the user.
    package var organization: OrganizationID
    /// `nil` when an operator or a global key invited; the user may be gone.
    package let invitedBy: UserID?
    package let createdAt: Date
    /// From then on neither the code nor the first password opens anything.
    package var expiresAt: Date
    package var mail: MailOutcome
    /// When the user chose an own password.
    package var acceptedAt: Date?

    package init(
        id: InvitationID, user: UserID, email: EmailAddress, organization: OrganizationID, invitedBy: UserID?,
        createdAt: Date, expiresAt: Date, mail: MailOutcome, acceptedAt: Date? = nil
    ) {
        self.id = id
        self.user = user
        self.email = email
        self.organization = organization
        self.invitedBy = invitedBy
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.mail = mail
        self.acceptedAt = acceptedAt
    }

    package func state(at moment: Date) -> InvitationState {
        if acceptedAt != nil { return .accepted }
        return expiresAt > moment ? .pending : .expired
    }
}

package enum InvitationState: String, Hashable, Sendable, CaseIterable {
    case pending, accepted, expired
}

/// What became of a mail.
package enum MailOutcome: String, Hashable, Sendable, CaseIterable {
    /// Not known yet; stays so when the server ends meanwhile.
    case underWay = "under-way"
    /// Taken by the mail server, which is not yet its arrival.
    case sent
    /// No mail server is configured.
    case notConfigured = "not-configured"
    /// The mail server takes no mail for this address, or it is none.
    case addressRefused = "address-refused"
    case serverUnavailable = "server-unavailable"
    /// Too many mails wait.
    case tooManyWaiting = "too-many-waiting"
}

/// One page of invitations, the newest first.
package struct InvitationQuery: Hashable, Sendable {
    package var organization: OrganizationID?
    package var state: InvitationState?
    /// When `state` is asked for.
    package var moment: Date
    /// Only invitations behind this one in the list.
    package var after: InvitationPosition?
    package var limit: Int

    package init(
        organization: OrganizationID? = nil, state: InvitationState? = nil, at moment: Date,
        after: InvitationPosition? = nil, limit: Int
    ) {
        self.organization = organization
        self.state = state
        self.moment = moment
        self.after = after
        self.limit = limit
    }
}

/// Where a page of invitations ended.
package struct InvitationPosition: Hashable, Sendable {
    package var createdAt: Date
    package var id: InvitationID

    package init(createdAt: Date, id: InvitationID) {
        self.createdAt = createdAt
        self.id = id
    }

    package init(_ invitation: Invitation) { self.init(createdAt: invitation.createdAt, id: invitation.id) }
}
