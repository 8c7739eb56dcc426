import GraphQLKit
import IdentityCore
import IdentityServices
import JSONText

/// What the SDK's `Workspace` objects ask for, under the names they use.
struct WallarooSchema {
    typealias Field = GraphQLField<Caller>
    typealias Object = GraphQLObject<Caller>

    let services: Services

    init(_ services: Services) { self.services = services }

    var schema: GraphQLSchema<Caller> {
        let inputs = Self.inputs.map { name, fields in GraphQLType<Caller>.input(GraphQLInputObject(name, fields)) }
        return GraphQLSchema(
            query: Object("query_root", [workspaceByNumber, defaultWorkspaces]),
            mutation: Object("mutation_root", [insertWorkspace, deleteMembers]),
            types: [
                .object(workspace), .object(Object("workspace_users", [Field("user_id", "String!")])),
                .object(Object("pipeline", [Field("id", "bigint!")])), .object(model),
                .object(Object("models", [Field("id", "bigint!")])),
                .object(Object("user_default_workspace", [Field("workspace", "workspace!")])),
                .object(Object("workspace_users_mutation_response", [Field("affected_rows", "Int!")])),
                .scalar(GraphQLScalar("bigint") { $0.integerValue != nil }),
                .scalar(GraphQLScalar("timestamptz") { $0.stringValue != nil }),
                .enumeration(GraphQLEnumeration("order_by", ["asc", "desc"])),
                .enumeration(GraphQLEnumeration("workspace_constraint", ["workspace_name_key"])),
                .enumeration(GraphQLEnumeration("workspace_update_column", ["name"])),
            ] + inputs)
    }

    private static let inputs: [(String, [GraphQLInputValue])] = [
        ("bigint_comparison_exp", [.init("_eq", "bigint")]), ("String_comparison_exp", [.init("_eq", "String")]),
        ("model_order_by", [.init("updated_at", "order_by")]),
        ("user_default_workspace_bool_exp", [.init("user_id", "String_comparison_exp")]),
        (
            "workspace_users_bool_exp",
            [
                .init("_and", "[workspace_users_bool_exp!]"), .init("user_id", "String_comparison_exp"),
                .init("workspace_id", "bigint_comparison_exp"),
            ]
        ),
        (
            "workspace_insert_input",
            [
                .init("name", "String"), .init("owner_id", "String"), .init("created_by", "String"),
                .init("archived", "Boolean"), .init("users", "workspace_users_arr_rel_insert_input"),
                .init("user_default_workspaces", "user_default_workspace_arr_rel_insert_input"),
            ]
        ),
        ("workspace_users_arr_rel_insert_input", [.init("data", "[workspace_users_insert_input!]!")]),
        ("workspace_users_insert_input", [.init("user_id", "String"), .init("user_type", "String")]),
        (
            "user_default_workspace_arr_rel_insert_input",
            [.init("data", "[user_default_workspace_insert_input!]!")]
        ),
        ("user_default_workspace_insert_input", [.init("user_id", "String")]),
        (
            "workspace_on_conflict",
            [
                .init("constraint", "workspace_constraint!"),
                .init("update_columns", "[workspace_update_column!]"),
            ]
        ),
    ]

    /// Refusals of the use cases as failures of a field.
    static func answering<Result>(
        _ work: () async throws(ServiceError) -> Result
    ) async throws(GraphQLFailure) -> Result {
        do throws(ServiceError) { return try await work() } catch {
            throw GraphQLFailure(WallarooProblem(error).sentence, code: code(of: error))
        }
    }

    private static func code(of error: ServiceError) -> String {
        switch error {
        case .invalidInput, .unsupported: "validation-failed"
        case .unauthenticated: "access-denied"
        case .forbidden: "permission-error"
        case .notFound: "not-exists"
        case .alreadyExists, .conflict: "constraint-violation"
        case .limited, .unavailable, .internalFailure: "unexpected"
        }
    }
}
