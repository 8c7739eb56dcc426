import FoundationEssentials
package import IdentityCore

/// Whose holders a page is of.
struct HolderList: Hashable, Sendable {
    let role: Role
    let organization: OrganizationID
}

extension RoleService {
    /// One page of users of the organization who hold the role themselves, by login.
    /// - Parameters:
    ///   - skipped: how many stand before the page; see `NumberedPages`.
    ///   - limit: `nil` for all.
    package func directHolders(
        of role: Role, in organization: OrganizationID, skipping skipped: Int = 0, limit: Int?, as caller: Caller
    ) async throws(ServiceError) -> [User] {
        try caller.require(.readRoles)
        try caller.require(.readUsers)
        _ = try caller.place(for: .readUsers, asked: organization)
        let list = HolderList(role: role, organization: organization), limit = limit ?? .max
        let start = await pages.start(of: list, skipping: skipped)
        let users = try await storage.read(.scan) { store in
            _ = try entry(role, in: store)
            var page = PageTaking<User>(skipping: start.skipping, limit: limit)
            var query = UserQuery(organization: organization, role: role, after: start.position, limit: 500)
            while !page.isFull {
                let found = try store.users.list(query)
                for user in found { page.offer(user) }
                guard found.count == query.limit, let last = found.last else { break }
                query.after = last.position(in: query.sort)
            }
            return page.items
        }
        if let last = users.last?.position(in: UserSort()) {
            await pages.remember(last, of: list, behind: skipped + users.count)
        }
        return users
    }
}
