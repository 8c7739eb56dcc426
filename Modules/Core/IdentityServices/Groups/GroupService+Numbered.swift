import FoundationEssentials
package import IdentityCore

/// Whose members a page is of.
struct MemberList: Hashable, Sendable {
    let group: GroupID
}

extension GroupService {
    /// The users who are in the group themselves, by login.
    /// - Parameters:
    ///   - skipped: how many stand before the page; see `NumberedPages`.
    ///   - limit: `nil` for all.
    package func directMembers(
        of id: GroupID, skipping skipped: Int = 0, limit: Int?, as caller: Caller
    ) async throws(ServiceError) -> [User] {
        try caller.requireFullSession()
        let list = MemberList(group: id), limit = limit ?? .max
        let start = await memberPages.start(of: list, skipping: skipped)
        let users = try await storage.read(.scan) { store in
            let group = try target(.id(id), for: [.readGroups, .manageGroups], in: store, as: caller)
            var page = PageTaking<User>(skipping: start.skipping, limit: limit)
            var query = MemberQuery(group: group.id, after: start.position, limit: 500)
            while !page.isFull {
                let found = try store.groups.members(query)
                for user in found { page.offer(user) }
                guard found.count == query.limit, let last = found.last else { break }
                query.after = last.position(in: UserSort())
            }
            return page.items
        }
        if let last = users.last?.position(in: UserSort()) {
            await memberPages.remember(last, of: list, behind: skipped + users.count)
        }
        return users
    }
}
