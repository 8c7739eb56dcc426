import FoundationEssentials
import IdentityCore
import SQLiteKit

/// The statement for one page of invitations, backwards along the index of what is asked for. There are eight texts
/// of them, and pages with and without a place before them are one.
struct InvitationListStatement {
    let text: String
    let values: [any SQLiteBindable]

    init(_ query: InvitationQuery) {
        // Before the first page stands the end of time.
        let time = query.after?.createdAt.microseconds ?? Int64.max
        let id = query.after?.id.rawValue ?? Self.lastID
        var conditions = ["(created_at, id) < (?, ?)"], values: [any SQLiteBindable] = [time, id]
        if let organization = query.organization {
            conditions.append("organization = ?")
            values.append(organization.rawValue)
        }
        var index = "invitations_by_created_at"
        switch query.state {
        case nil: break
        case .accepted?:
            index = "invitations_accepted"
            conditions.append("accepted_at IS NOT NULL")
        case .pending?, .expired?:
            index = "invitations_open"
            conditions.append("accepted_at IS NULL AND expires_at \(query.state == .pending ? ">" : "<=") ?")
            values.append(query.moment.microseconds)
        }
        if query.organization != nil {
            index = query.state == nil ? "invitations_by_organization" : index + "_by_organization"
        }
        text = """
            SELECT \(InvitationsTable.Text.columns) FROM invitations INDEXED BY \(index) \
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY created_at DESC, id DESC LIMIT ?
            """
        values.append(max(query.limit, 0))
        self.values = values
    }

    private static let lastID = UUID(
        uuid: (255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255))
}
