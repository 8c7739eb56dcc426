import FoundationEssentials
package import IdentityCore

/// Whom to invite. Names are checked here, not by whoever fills this in.
package struct Invite: Sendable {
    package var email: String
    /// The e-mail address when left out.
    package var login: String?
    /// The login when left out.
    package var displayName: String?
    package var givenName: String?
    package var familyName: String?
    /// As for `CreateUser`.
    package var organization: OrganizationID?
    package var tenant: TenantID?
    package var roles: Set<String> = [Role.member.rawValue]
    package var groups: Set<GroupSelector> = []
    /// The first password, which has to be changed; a random one when left out.
    package var password: Secret?
    /// Hands the random password back also when the mail went out: for whoever passes it on in another way as well.
    package var returnsPassword = false

    package init(email: String) { self.email = email }
}

extension InvitationService {
    /// Makes the user, its first password and the invitation in one transaction, then sends the mail. The invitation
    /// stands whether or not that succeeds; the answer says which.
    /// - Throws: as `UserService.create` does: `alreadyExists` for login or e-mail address, `forbidden` for what the
    ///   caller lacks, `notFound` for what is out of reach, `conflict(.noSeat)`, `invalidInput`.
    package func create(_ command: Invite, as caller: Caller) async throws(ServiceError) -> IssuedInvitation {
        try caller.require(.manageUsers)
        try caller.requireMayHandOutPasswords()
        let now = hands.clock.now(), expiresAt = now.addingTimeInterval(mailing.invitationLifetime)
        let random = command.password == nil ? randomPassword() : nil
        let prepared = try await users.prepare(self.user(command, random, until: expiresAt), at: now)
        guard let email = prepared.user.email else { throw .internalFailure(incident: "invitation") }
        let id = InvitationID(hands.ids.uuid())
        let (code, stored) = mailing.mint(for: .invitation, user: prepared.user.id, at: now)
        let (invitation, user) = try await storage.write { store in
            let current = try caller.confirm(.manageUsers, in: store, at: now)
            let user = try users.insert(prepared, in: store, as: current, at: now)
            let invitation = Invitation(
                id: id, user: user.id, email: email, organization: user.organization, invitedBy: current.userID,
                createdAt: now, expiresAt: expiresAt, mail: outcomeBeforeSending)
            try store.invitationWrites.insert(invitation)
            try enter(stored, in: store)
            try store.auditWrites.append(
                current.entry(.invitationCreated, on: .invitation(invitation), at: now, in: user.organization))
            return (invitation, user)
        }
        var issued = await deliver(invitation, to: user, code, random, as: caller)
        if command.returnsPassword { issued.password = random }
        return issued
    }

    func randomPassword() -> Secret { mailing.codes.password(minimumLength: users.policy.minimumLength) }

    /// Where no mail can go, nobody waits for one, and there is no code that could be sent.
    var outcomeBeforeSending: MailOutcome { mailing.sender == nil ? .notConfigured : .underWay }

    func enter(_ code: OneTimeCode, in store: any StoreWriting) throws(ServiceError) {
        if mailing.sender != nil { try store.codeWrites.put(code) }
    }

    /// Sends the mail and writes down what became of it.
    /// - Parameter password: the random one, if there is one.
    func deliver(
        _ invitation: Invitation, to user: User, _ code: Secret, _ password: Secret?, as caller: Caller
    ) async -> IssuedInvitation {
        guard mailing.sender != nil else {
            return IssuedInvitation(invitation: invitation, user: user, password: password)
        }
        let mail = CodeMail(
            purpose: .invitation, code: code, expiresAt: invitation.expiresAt, user: user, address: invitation.email,
            publicAddress: mailing.publicAddress)
        let outcome = await mailing.send(mail.mail)
        var sent = invitation
        sent.mail = outcome
        // The mail is out, whether or not this can be written: the answer says what is true.
        try? await note(outcome, of: invitation, as: caller)
        return IssuedInvitation(invitation: sent, user: user, password: outcome == .sent ? nil : password)
    }

    private func note(
        _ outcome: MailOutcome, of invitation: Invitation, as caller: Caller
    ) async throws(ServiceError) {
        let now = hands.clock.now()
        try await storage.write { store in
            // Sent again or revoked meanwhile: this outcome is no longer the invitation's. Instants are stored in
            // microseconds.
            guard var current = try store.invitations.find(invitation.id),
                current.expiresAt.microseconds == invitation.expiresAt.microseconds
            else { return }
            current.mail = outcome
            try store.invitationWrites.replace(current)
            try store.auditWrites.append(
                caller.entry(
                    .invitationMailed, on: .invitation(current), at: now, in: current.organization,
                    outcome: outcome == .sent ? .success : .refused, detail: outcome.rawValue))
        }
    }

    private func user(_ command: Invite, _ random: Secret?, until end: Date) throws(ServiceError) -> CreateUser {
        guard let password = command.password ?? random else { throw .internalFailure(incident: "invitation") }
        var user = CreateUser(
            login: command.login ?? command.email, email: command.email, displayName: command.displayName,
            givenName: command.givenName, familyName: command.familyName, organization: command.organization,
            tenant: command.tenant, roles: command.roles, groups: command.groups,
            credential: .password(password, temporary: true))
        user.passwordValidUntil = end
        return user
    }
}
