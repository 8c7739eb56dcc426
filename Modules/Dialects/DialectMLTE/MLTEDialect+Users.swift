import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

extension MLTEDialect {
    func ownAccountEndpoints(_ table: inout EndpointTable) {
        let delegation = delegation
        table.on(.get, "/user/me", .signedIn, "Read the own user", errors: .mlte) {
            (_: IgnoringInput, caller) async throws(ServiceError) in
            OwnUserAnswer(member: try await delegation.read(caller.ownSelector, as: caller))
        }
        table.on(.get, "/user/me/models", .signedIn, "List the models one may read", errors: .mlte) {
            (_: IgnoringInput, caller) async throws(ServiceError) in
            let models = try await delegation.resources(
                type: Vocabulary.model, readableBy: caller.ownSelector, as: caller)
            return NamesAnswer(models.map(\.id))
        }
        // The word stands for nobody here.
        table.on(.delete, "/user/me", .signedIn, "Refused: nobody is called so", errors: .mlte) {
            (_: IgnoringInput, caller) async throws(ServiceError) -> NamesAnswer in
            try await delegation.require(ResourceAction.delete, on: .user(caller.ownSelector), as: caller)
            throw .notFound(.user)
        }
    }

    func userEndpoints(_ table: inout EndpointTable) {
        let delegation = delegation
        table.on(.get, "/user", .signedIn, "List the names of all users", errors: .mlte) {
            (_: IgnoringInput, caller) async throws(ServiceError) in
            NamesAnswer(try await delegation.list(as: caller).map(\.login.display))
        }
        table.on(.get, "/users/details", .signedIn, "List all users", errors: .mlte) {
            (_: IgnoringInput, caller) async throws(ServiceError) in
            UsersAnswer(members: try await delegation.members(as: caller))
        }
        table.on(.post, "/user", .signedIn, "Create a user", errors: .mlte) {
            (input: BodyInput, caller) async throws(ServiceError) in
            try await delegation.require(
                ResourceAction.create, on: .user(caller.selector(input.key("username"))), as: caller)
            return try await input.whenValid(NewUser.self) { user throws(ServiceError) in
                UserAnswer(member: try await delegation.create(user.command, as: caller))
            }
        }
        table.on(.put, "/user", .signedIn, "Replace what is known of a user", errors: .mlte) {
            (input: BodyInput, caller) async throws(ServiceError) in
            try await delegation.require(
                ResourceAction.edit, on: .user(caller.selector(input.key("username"))), as: caller)
            return try await input.whenValid(ReplacedUser.self) { user throws(ServiceError) in
                UserAnswer(
                    member: try await delegation.replace(
                        caller.selector(user.username), with: user.command, as: caller))
            }
        }
        table.on(.get, "/user/{username}", .signedIn, "Read a user", errors: .mlte) {
            (input: NameInput, caller) async throws(ServiceError) in
            UserAnswer(member: try await delegation.read(.login(input.name), as: caller))
        }
        table.on(.delete, "/user/{username}", .signedIn, "Delete a user", errors: .mlte) {
            (input: NameInput, caller) async throws(ServiceError) in
            try await delegation.require(ResourceAction.delete, on: .user(.login(input.name)), as: caller)
            return UserAnswer(
                member: try await delegation.delete(
                    .login(input.name), companions: Vocabulary.companions(ofUser: input.name), as: caller))
        }
        table.on(.get, "/user/{username}/models", .signedIn, "List the models a user may read", errors: .mlte) {
            (input: NameInput, caller) async throws(ServiceError) in
            let models = try await delegation.resources(
                type: Vocabulary.model, readableBy: .login(input.name), as: caller)
            return NamesAnswer(models.map(\.id))
        }
    }
}

extension Caller {
    /// Whoever has no account is called like nobody.
    var ownSelector: UserSelector { userID.map(UserSelector.id) ?? .login(Vocabulary.ownName) }

    func selector(_ username: String?) -> UserSelector {
        username == Vocabulary.ownName ? ownSelector : .login(username ?? "")
    }
}
