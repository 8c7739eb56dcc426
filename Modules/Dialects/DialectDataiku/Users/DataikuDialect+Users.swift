import DialectKit
import FoundationEssentials
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension DataikuDialect {
    func userEndpoints(_ table: inout EndpointTable) {
        let users = services.users, accounts = services.accounts, clock = services.clock, sources = sources
        table.on(.get, "/admin/users/", .signedIn, "List users", errors: .dataiku) {
            (input: UserListInput, caller) async throws(ServiceError) in
            try await userList(withSettings: input.includesSettings, as: caller)
        }
        table.on(.post, "/admin/users/", .signedIn, "Create a user", errors: .dataiku) {
            (input: NewUserInput, caller) async throws(ServiceError) in
            let login = try await create(input.document, as: caller)
            return JSONAnswer(message: "Created user \(login)")
        }
        table.on(.get, "/admin/users/{login}", .signedIn, "Read a user's settings", errors: .dataiku) {
            (input: LoginInput, caller) async throws(ServiceError) in
            let sheet = try await accounts.read(input.name.user, as: caller)
            return JSONAnswer(object: UserSettings.object(sheet, of: sources, at: clock.now()))
        }
        table.on(.put, "/admin/users/{login}", .signedIn, "Save a user's settings", errors: .dataiku) {
            (input: UserSettingsInput, caller) async throws(ServiceError) in
            let user = try await save(input.document, of: input.name.user, isWhole: true, as: caller)
            return JSONAnswer(message: "Edited user \(WireName.wire(user.login.display))")
        }
        table.on(.delete, "/admin/users/{login}", .signedIn, "Delete a user", errors: .dataiku) {
            (input: DeleteUserInput, caller) async throws(ServiceError) in
            try await users.delete(input.name.user, sparesOwn: !input.mayBeOwn, as: caller)
            return NoContent()
        }
        table.on(.get, "/admin/users/{login}/activity", .signedIn, "What a user did lately", errors: .dataiku) {
            (input: LoginInput, caller) async throws(ServiceError) in
            var writer = JSONWriter()
            UserFields.writeActivity(try await users.activity(of: input.name.user, as: caller).user, to: &writer)
            return JSONAnswer(writer)
        }
    }

    /// - Returns: the login, as clients write it.
    private func create(_ document: UserDocument, as caller: Caller) async throws(ServiceError) -> String {
        let user = try await services.users.create(try document.creation(of: sources), as: caller)
        if let additions = try document.additions() {
            _ = try await services.accounts.save(.id(user.id), additions, as: caller)
        }
        return WireName.wire(user.login.display)
    }

    private func userList(withSettings: Bool, as caller: Caller) async throws(ServiceError) -> JSONAnswer {
        let now = services.clock.now()
        var list = ListWriter()
        if withSettings {
            try await services.accounts.sheets(as: caller) { page in
                for sheet in page {
                    list.add { $0.value(.object(UserSettings.object(sheet, of: sources, at: now))) }
                }
            }
        } else {
            try await services.users.entries(as: caller) { page in
                for entry in page { list.add { UserFields.write(entry, of: sources, at: now, to: &$0) } }
            }
        }
        return list.answer()
    }

    /// Of those who save one account at once each try one wins, so this many losses mean a flood.
    private static let tries = 8

    /// - Parameter isWhole: whether members that are missing are gone, or stay.
    func save(
        _ document: UserDocument, of selector: UserSelector, isWhole: Bool, as caller: Caller
    ) async throws(ServiceError) -> User {
        for _ in 0..<Self.tries {
            let sheet = try await services.accounts.read(selector, as: caller)
            let change = try document.change(of: sheet, sources, isWhole: isWhole)
            let user = try await services.accounts.save(.id(sheet.entry.user.id), change, as: caller)
            if let user { return user }
        }
        throw .limited(retryAfterSeconds: 1)
    }
}
