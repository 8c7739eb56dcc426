import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension WaiiDialect {
    func userEndpoints(_ table: inout EndpointTable) {
        let services = services
        table.call("/create-user", "Make a user") { (body: UserBody, caller) async throws(ServiceError) in
            let command = body.user.creation
            try await services.roles.provide(WaiiRoles.definitions(of: command.roles), as: caller)
            _ = try await services.users.create(command, as: caller)
            return .done
        }
        table.call("/update-user", "Change a user") { (body: UserBody, caller) async throws(ServiceError) in
            let edit = body.user.edit
            try await services.roles.provide(WaiiRoles.definitions(of: edit.roles ?? []), as: caller)
            _ = try await services.users.edit(.login(body.user.id), edit, as: caller)
            return .done
        }
        table.call("/delete-user", "Delete a user") { (body: IDBody, caller) async throws(ServiceError) in
            try await services.users.delete(.login(body.id), as: caller)
            return .done
        }
        table.call("/list-users", "List users") { (lookup: UserLookup, caller) async throws(ServiceError) in
            let users = try await users(lookup, as: caller)
            return Answer { $0.objects("users", users) { $0.write(to: &$1) } }
        }
        table.call("/create-user-secret", "Keep secrets for a user") {
            (body: SecretBody, caller) async throws(ServiceError) in
            _ = try await services.secrets.put(body.secrets, of: .user(.login(body.user)), as: caller)
            return .done
        }
    }

    /// Whatever is looked up and out of reach or not there has no users.
    private func users(_ lookup: UserLookup, as caller: Caller) async throws(ServiceError) -> [UserAnswer] {
        do throws(ServiceError) {
            if let login = lookup.user {
                let user = try await services.users.read(.login(login), as: caller)
                return try await answers(lookup.matches(user) ? [user] : [], as: caller)
            }
            return try await WholeList.gather(by: { $0.user.position(in: UserSort()) }) {
                place, limit async throws(ServiceError) in
                var query = lookup.query(home: caller.organization)
                (query.after, query.limit) = (place, limit)
                return try await answers(services.users.list(query, as: caller), as: caller)
            }
        } catch {
            guard case .notFound = error else { throw error }
            return []
        }
    }

    private func answers(_ users: [User], as caller: Caller) async throws(ServiceError) -> [UserAnswer] {
        let variables = try await services.documents.find(.variables, ofEach: .users(users), as: caller)
        return users.map { UserAnswer(user: $0, variables: variables[.user($0.id)]) }
    }
}
