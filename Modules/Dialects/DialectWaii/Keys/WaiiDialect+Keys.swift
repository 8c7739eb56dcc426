import DialectKit
import FoundationEssentials
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

extension WaiiDialect {
    func keyEndpoints(_ table: inout EndpointTable) {
        let keys = services.accessKeys
        table.call("/create-key", "Make an access key") { (body: KeyBody, caller) async throws(ServiceError) in
            let (user, keeper) = try Self.owner(as: caller)
            let command = CreateAccessKey(owner: .user(.id(user.id)), name: body.name)
            let issued = try await keys.create(command, as: keeper)
            return Answer { writer in
                writer.objects("access_keys", [issued.key]) { key, writer in
                    issued.token.reveal { writer.key(key, of: user, shownAs: $0) }
                }
            }
        }
        table.call("/list-access-keys", "List one's access keys") {
            (_: NoFields, caller) async throws(ServiceError) in
            let (user, keeper) = try Self.owner(as: caller)
            let all = try await WholeList.gather(by: { AccessKeyPosition(key: $0.name.key, id: $0.id) }) {
                place, limit async throws(ServiceError) in
                try await keys.list(.user(.id(user.id)), after: place, limit: limit, as: keeper)
            }
            return Answer { writer in
                writer.objects("access_keys", all) { key, writer in
                    writer.key(key, of: user, shownAs: "\(key.prefix)********")
                }
            }
        }
        table.call("/delete-access-keys", "Delete access keys by name") {
            (body: KeyNames, caller) async throws(ServiceError) in
            let (user, keeper) = try Self.owner(as: caller)
            try await keys.delete(named: body.names, of: .user(.id(user.id)), as: keeper)
            return .done
        }
    }

    /// Whose keys are meant, and who sees to them: nobody gets at keys under another's name, so whoever impersonates the
    /// user does it as an administrator of the user's keys.
    private static func owner(as caller: Caller) throws(ServiceError) -> (user: User, keeper: Caller) {
        (try caller.requireAccount().user, caller.impersonator ?? caller)
    }
}

extension JSONWriter {
    /// - Parameter text: the secret once, and never again.
    fileprivate mutating func key(_ key: AccessKey, of user: User, shownAs text: String) {
        field("access_key", text)
        field("user_id", user.login.display)
        field("name", key.name.display)
        field("description", key.about.isEmpty ? nil : key.about)
        field("created_at", Int64(key.createdAt.timeIntervalSince1970 * 1_000))
    }
}
