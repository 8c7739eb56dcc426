import GraphQLKit
import IdentityCore
import IdentityServices
import JSONText

extension WallarooSchema {
    /// A workspace with one owner, who works in it by default if `user_default_workspaces` says so. One of that name that is
    /// there already is not changed.
    var insertWorkspace: Field {
        let workspaces = services.workspaces
        let arguments = [
            GraphQLInputValue("object", "workspace_insert_input!"),
            GraphQLInputValue("on_conflict", "workspace_on_conflict"),
        ]
        return Field("insert_workspace_one", "workspace", arguments: arguments) {
            resolution async throws(GraphQLFailure) in
            let command = try Self.command(resolution.arguments)
            return try await Self.answering { () async throws(ServiceError) in
                Self.value(of: try await workspaces.create(command, as: resolution.context))
            }
        }
    }

    private static func command(_ arguments: JSONObject) throws(GraphQLFailure) -> CreateWorkspace {
        let object = arguments["object"]?.objectValue ?? [:]
        func refusal(_ sentence: String) -> GraphQLFailure { GraphQLFailure(sentence, code: "not-supported") }
        func rows(_ key: String) -> [JSONObject] {
            object[key]?.objectValue?["data"]?.arrayValue?.compactMap(\.objectValue) ?? []
        }
        let columns = arguments["on_conflict"]?.objectValue?["update_columns"]?.arrayValue ?? []
        guard columns.isEmpty else { throw refusal("a workspace that is there already is not changed by an insert") }
        guard object["archived"]?.boolValue != true else { throw refusal("a new workspace is not archived") }
        let members = rows("users"), defaults = rows("user_default_workspaces")
        let owner = members.first?["user_id"]?.stringValue
        guard members.count == 1, members[0]["user_type"]?.stringValue == WorkspaceRole.owner.wallarooName,
            let id = owner.flatMap({ UserID($0) }), object["owner_id"]?.stringValue ?? owner == owner,
            defaults.count <= 1, defaults.allSatisfy({ $0["user_id"]?.stringValue == owner })
        else { throw refusal("a new workspace has one member, its OWNER, and is nobody else's default") }
        return CreateWorkspace(
            name: object["name"]?.stringValue ?? "", naming: defaults.isEmpty ? .label : .defaultWorkspace,
            owner: .id(id))
    }

    /// One membership at a time: the condition has to name a user and a workspace.
    var deleteMembers: Field {
        let workspaces = services.workspaces
        let condition = GraphQLInputValue("where", "workspace_users_bool_exp!")
        return Field("delete_workspace_users", "workspace_users_mutation_response", arguments: [condition]) {
            resolution async throws(GraphQLFailure) in
            var users: [String] = [], numbers: [Int64] = []
            Self.collect(resolution.arguments["where"]?.objectValue ?? [:], into: &users, &numbers)
            guard users.count == 1, numbers.count == 1 else {
                throw GraphQLFailure("name one user and one workspace, each with _eq", code: "not-supported")
            }
            let number = numbers[0]
            guard let user = UserID(users[0]) else { return ["affected_rows": 0] }
            let wasMember = try await Self.answering { () async throws(ServiceError) -> Bool in
                do throws(ServiceError) {
                    return try await workspaces.removeMember(
                        .id(user), of: .number(number), as: resolution.context)
                } catch .notFound {
                    return false
                }
            }
            return ["affected_rows": .integer(wasMember ? 1 : 0)]
        }
    }

    private static func collect(_ condition: JSONObject, into users: inout [String], _ numbers: inout [Int64]) {
        if let user = condition["user_id"]?.objectValue?["_eq"]?.stringValue { users.append(user) }
        if let number = condition["workspace_id"]?.objectValue?["_eq"]?.integerValue { numbers.append(number) }
        for part in condition["_and"]?.arrayValue ?? [] {
            collect(part.objectValue ?? [:], into: &users, &numbers)
        }
    }
}
