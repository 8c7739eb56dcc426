import FoundationEssentials
package import IdentityCore

/// A page of the authorization matrix: enabled users against permissions. Groups come whole with the first page.
package struct AuthorizationMatrix: Sendable {
    package struct UserRow: Sendable {
        package let user: User
        package let grants: Grants
    }

    package struct GroupRow: Sendable {
        package let group: Group
        package let grants: Grants
    }

    package let users: [UserRow]
    /// Groups that grant something themselves, by name.
    package let groups: [GroupRow]
    package let next: UserPosition?

    /// Every permission that somebody on the page holds, in order: the columns.
    package var permissions: [Permission] {
        let all = users.map(\.grants) + groups.map(\.grants)
        return Set(all.flatMap { $0.onServer.listed + $0.inOrganization.listed }).sorted()
    }
}

extension AuthorizationService {
    /// All enabled users and all granting groups against what they may do, a page of users at a time.
    package func matrix(
        after: UserPosition? = nil, limit: Int, as caller: Caller
    ) async throws(ServiceError) -> AuthorizationMatrix {
        try caller.require(.readAuthorization)
        let place = try caller.place(for: .readAuthorization, asked: nil)
        return try await storage.read(.scan) { store in
            let query = UserQuery(isEnabled: true, organization: place, after: after, limit: limit)
            let users = try store.users.list(query)
            let rows = try users.map { user in
                AuthorizationMatrix.UserRow(user: user, grants: try Authorization.grants(of: user, in: store))
            }
            return AuthorizationMatrix(
                users: rows, groups: after == nil ? try groups(of: place, in: store) : [],
                next: users.count < limit ? nil : users.last?.position(in: UserSort()))
        }
    }

    /// The whole matrix, handed on page by page.
    package func matrix(
        as caller: Caller, _ page: (AuthorizationMatrix) -> Void
    ) async throws(ServiceError) {
        var next: UserPosition?
        repeat {
            let part = try await matrix(after: next, limit: 500, as: caller)
            page(part)
            next = part.next
        } while next != nil
    }

    private func groups(
        of place: OrganizationID?, in store: any StoreReading
    ) throws(ServiceError) -> [AuthorizationMatrix.GroupRow] {
        let groups = try store.groups.granting(holding: nil, of: place)
        var rows: [AuthorizationMatrix.GroupRow] = []
        for group in groups.sorted(by: { $0.name.key.utf8.lexicographicallyPrecedes($1.name.key.utf8) }) {
            let grants = try Authorization.grants(of: [group.id], organization: group.organization, in: store)
            rows.append(.init(group: group, grants: grants))
        }
        return rows
    }
}
