import DialectKit
import FoundationEssentials
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension DataikuDialect {
    /// Lists of users that are no administration, or only look.
    func peopleEndpoints(_ table: inout EndpointTable) {
        let users = services.users, clock = services.clock, sources = sources
        table.on(.get, "/users", .signedIn, "List who is there", errors: .dataiku) {
            (_: NoInput, caller) async throws(ServiceError) in
            var list = ListWriter()
            try await users.directory(as: caller) { page in
                for entry in page { list.add { UserFields.writeInfo(entry, to: &$0) } }
            }
            return list.answer()
        }
        table.on(.get, "/users/{login}", .signedIn, "Who somebody is", errors: .dataiku) {
            (input: LoginInput, caller) async throws(ServiceError) in
            var writer = JSONWriter()
            UserFields.writeInfo(try await users.directoryEntry(of: input.name.user, as: caller), to: &writer)
            return JSONAnswer(writer)
        }
        table.on(.get, "/admin/users-activity", .signedIn, "What users did lately", errors: .dataiku) {
            (input: ActivityListInput, caller) async throws(ServiceError) in
            var list = ListWriter()
            try await users.entries(input.filter, as: caller) { page in
                for entry in page { list.add { UserFields.writeActivity(entry.user, to: &$0) } }
            }
            return list.answer()
        }
        table.on(.get, "/admin/list-trial-expired-users", .signedIn, "List users whose trial is over", errors: .dataiku)
        {
            (_: NoInput, caller) async throws(ServiceError) in
            let now = clock.now()
            var list = ListWriter()
            try await users.entries(.trialOver, as: caller) { page in
                for entry in page { list.add { UserFields.write(entry, of: sources, at: now, to: &$0) } }
            }
            return list.answer()
        }
        table.on(.get, "/admin/authorization-matrix", .signedIn, "Who may do what", errors: .dataiku) {
            (_: NoInput, caller) async throws(ServiceError) in
            var matrix = MatrixColumns()
            try await services.authorization.matrix(as: caller) { matrix.add($0) }
            for group in try await services.groups.all(as: caller) { matrix.add(group) }
            return JSONAnswer(matrix.json)
        }
    }
}
