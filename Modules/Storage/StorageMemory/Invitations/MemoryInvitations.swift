import FoundationEssentials
import IdentityCore

struct MemoryInvitations: InvitationReading, InvitationWriting {
    let transaction: MemoryTransaction

    func find(_ id: InvitationID) throws(ServiceError) -> Invitation? { transaction.contents.invitations[id] }

    func find(of user: UserID) throws(ServiceError) -> Invitation? {
        transaction.contents.invitations.values.first { $0.user == user }
    }

    func list(_ query: InvitationQuery) throws(ServiceError) -> [Invitation] {
        let matching = transaction.contents.invitations.values
            .filter { query.organization == nil || $0.organization == query.organization }
            .filter { query.state == nil || $0.state(at: query.moment) == query.state }
            .filter { invitation in query.after.map { Self.comesBefore($0, InvitationPosition(invitation)) } ?? true }
            .sorted { Self.comesBefore(InvitationPosition($0), InvitationPosition($1)) }
        return Array(matching.prefix(max(query.limit, 0)))
    }

    func insert(_ invitation: Invitation) throws(ServiceError) {
        guard transaction.contents.users[invitation.user] != nil else { throw .notFound(.user) }
        guard transaction.contents.invitations[invitation.id] == nil else {
            throw .alreadyExists(.invitation, field: "id")
        }
        guard try find(of: invitation.user) == nil else { throw .alreadyExists(.invitation, field: "user") }
        transaction.contents.invitations[invitation.id] = invitation
    }

    func replace(_ invitation: Invitation) throws(ServiceError) {
        guard let earlier = transaction.contents.invitations[invitation.id] else { throw .notFound(.invitation) }
        transaction.contents.invitations[invitation.id] = Invitation(
            id: earlier.id, user: earlier.user, email: invitation.email, organization: invitation.organization,
            invitedBy: earlier.invitedBy, createdAt: earlier.createdAt, expiresAt: invitation.expiresAt,
            mail: invitation.mail, acceptedAt: invitation.acceptedAt)
    }

    /// Newest first; of two of the same moment, the greater id first.
    private static func comesBefore(_ left: InvitationPosition, _ right: InvitationPosition) -> Bool {
        left.createdAt == right.createdAt ? left.id > right.id : left.createdAt > right.createdAt
    }
}
