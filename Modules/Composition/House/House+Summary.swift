package import IdentityCore
package import IdentityServices
import StorageSQLite

extension House {
    /// How much the house holds.
    package struct Summary: Hashable, Sendable {
        package let users: Int
        /// Each takes a seat of the licence.
        package let enabledUsers: Int
        package let enabledSuperAdmins: Int
        /// Those that have not ended.
        package let sessions: Int
    }

    /// Counts what there is. Sessions are counted by reading them, page by page.
    package func summary(as caller: Caller) async throws(ServiceError) -> Summary {
        try caller.require(.manageServer)
        let (users, enabled, administrators) = try await storage.read(.scan) { store in
            (
                try store.users.count(), try store.users.countEnabled(upTo: .max),
                try store.users.countEnabled(holding: .superAdmin, except: nil)
            )
        }
        var pages = services.sessions.pages(as: caller)
        var count = 0
        while let page = try await pages.next() { count += page.count }
        return Summary(
            users: users, enabledUsers: enabled, enabledSuperAdmins: administrators, sessions: count)
    }
}
