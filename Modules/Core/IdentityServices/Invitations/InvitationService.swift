import FoundationEssentials
package import IdentityCore

/// An invitation just made or sent again.
package struct IssuedInvitation: Sendable {
    package let invitation: Invitation
    package let user: User
    /// The random first password, to be handed over some other way; when no mail was sent, or it was asked for. Kept
    /// nowhere else.
    package internal(set) var password: Secret?
}

/// How a caller names an invitation.
package enum InvitationSelector: Hashable, Sendable {
    case id(InvitationID)
    /// That of the user with this login; names are not checked yet.
    case login(String)
}

/// Users who are asked in by mail: the account is made with the invitation, and used once its owner has chosen a
/// password.
///
/// The mail carries a single-use code, not the first password. A code opens no session and is dead after its first use,
/// whoever reads the mail later; it is found out by its checksum and digest, so no guess costs a hash; and no wrong
/// passwords at the login lock the invited person out. The first password is for an administrator to hand over when no
/// mail went out.
package struct InvitationService: Sendable {
    let users: UserService
    let mailing: Mailing
    let redemption: CodeRedemption

    package init(users: UserService, mailing: Mailing, limits: SignInLimits) {
        self.users = users
        self.mailing = mailing
        redemption = CodeRedemption(users: users, mailing: mailing, throttle: SignInThrottle(limits))
    }

    var storage: any Storage { users.storage }
    var hands: ServiceHands { users.hands }

    package func read(_ id: InvitationID, as caller: Caller) async throws(ServiceError) -> Invitation {
        try caller.require(.manageUsers)
        return try await storage.read(.point) { store in
            guard let invitation = try store.invitations.find(id),
                caller.reaches(invitation.organization, with: .manageUsers)
            else { throw ServiceError.notFound(.invitation) }
            return invitation
        }
    }

    /// One page, the newest first.
    package func list(
        _ state: InvitationState? = nil, in organization: OrganizationID? = nil, after: InvitationPosition? = nil,
        limit: Int, as caller: Caller
    ) async throws(ServiceError) -> [Invitation] {
        try caller.require(.manageUsers)
        let query = InvitationQuery(
            organization: try caller.place(for: .manageUsers, asked: organization), state: state,
            at: hands.clock.now(), after: after, limit: limit)
        return try await storage.read(.scan) { store in try store.invitations.list(query) }
    }

    /// Takes the code of an invitation and sets the user's own password.
    /// - Throws: `invalidInput` naming `code`, whatever is wrong with it, or `newPassword`; `limited`.
    package func accept(
        _ code: Secret, newPassword: Secret, from origin: RequestOrigin
    ) async throws(ServiceError) {
        try await redemption.redeem(code, for: .invitation, newPassword: newPassword, from: origin)
    }

    /// The invitation with its user, if the right reaches it and the caller holds everything the user holds.
    func target(
        _ selector: InvitationSelector, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> (invitation: Invitation, user: User, grants: Grants) {
        var found: Invitation?
        switch selector {
        case .id(let id): found = try store.invitations.find(id)
        case .login(let raw):
            if let login = try? Login(raw, using: hands.text), let user = try store.users.find(.login(login)) {
                found = try store.invitations.find(of: user.id)
            }
        }
        guard let found, caller.reaches(found.organization, with: .manageUsers) else { throw .notFound(.invitation) }
        let (user, grants) = try users.target(.id(found.user), for: .manageUsers, in: store, as: caller)
        return (found, user, grants)
    }
}

extension AuditObject {
    static func invitation(_ invitation: Invitation) -> AuditObject {
        AuditObject(kind: .invitation, id: invitation.id.description, name: invitation.email.display)
    }
}
