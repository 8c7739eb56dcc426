import GraphQLKit
import IdentityCore
import IdentityServices
import JSONText

extension WallarooSchema {
    var workspaceByNumber: Field {
        let workspaces = services.workspaces
        return Field("workspace_by_pk", "workspace", arguments: [GraphQLInputValue("id", "bigint!")]) {
            resolution async throws(GraphQLFailure) in
            let number = resolution.arguments["id"]?.integerValue ?? 0
            return try await Self.answering { () async throws(ServiceError) -> JSONValue in
                do throws(ServiceError) {
                    return Self.value(of: try await workspaces.read(.number(number), as: resolution.context))
                } catch .notFound(.workspace) {
                    return .null
                }
            }
        }
    }

    /// The one that the user has, or none.
    var defaultWorkspaces: Field {
        let workspaces = services.workspaces
        let condition = GraphQLInputValue("where", "user_default_workspace_bool_exp!")
        return Field("user_default_workspace", "[user_default_workspace!]!", arguments: [condition]) {
            resolution async throws(GraphQLFailure) in
            let equal = resolution.arguments["where"]?.objectValue?["user_id"]?.objectValue?["_eq"]?.stringValue
            guard let user = equal.flatMap({ UserID($0) }) else { return [] }
            let workspace = try await Self.answering { () async throws(ServiceError) in
                try await workspaces.defaultWorkspace(of: .id(user), as: resolution.context)
            }
            return .array(workspace.map { [["workspace": Self.value(of: $0)]] } ?? [])
        }
    }
}
