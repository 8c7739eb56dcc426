import FoundationEssentials
import GraphQLKit
import IdentityCore
import IdentityServices
import JSONText

extension WallarooSchema {
    var workspace: Object {
        Object(
            "workspace",
            [
                Field("id", "bigint!"), Field("name", "String!"), Field("archived", "Boolean!"),
                Field("created_at", "timestamptz!"), Field("created_by", "String"), users, pipelines, models,
            ])
    }

    /// What the SDK calls a model has versions, which it calls models.
    var model: Object {
        let resources = services.resources
        return Object(
            "model",
            [
                Field("id", "bigint!"),
                Field("models", "[models!]!") { resolution async throws(GraphQLFailure) in
                    let selector = ResourceSelector(type: ResourceType.model, name: .number(resolution.number))
                    let versions = try await Self.answering { () async throws(ServiceError) in
                        try await resources.versions(of: selector, limit: 10_000, as: resolution.context)
                    }
                    return .array(versions.map { ["id": .integer(Int64($0.number))] })
                },
            ])
    }

    static func value(of workspace: Workspace) -> JSONValue {
        [
            "id": .integer(workspace.number), "name": .string(workspace.name), "archived": .bool(workspace.isArchived),
            "created_at": .string(workspace.createdAt.microsecondText),
            "created_by": workspace.createdBy.map { .string($0.description) } ?? .null,
        ]
    }

    private var users: Field {
        let workspaces = services.workspaces
        return Field("users", "[workspace_users!]!") { resolution async throws(GraphQLFailure) in
            let members = try await Self.answering { () async throws(ServiceError) in
                try await workspaces.joined(.number(resolution.number), as: resolution.context)
            }
            return .array(members.map { ["user_id": .string($0.user.description)] })
        }
    }

    private var pipelines: Field {
        let contents = contents
        return Field("pipelines", "[pipeline!]!") { resolution async throws(GraphQLFailure) in
            .array(try await contents(resolution, ResourceType.pipeline).map { ["id": .integer($0.number)] })
        }
    }

    private var models: Field {
        let contents = contents, order = GraphQLInputValue("order_by", "[model_order_by!]")
        return Field("models", "[model!]!", arguments: [order]) { resolution async throws(GraphQLFailure) in
            var models = try await contents(resolution, ResourceType.model)
            let orders = resolution.arguments["order_by"]?.arrayValue ?? []
            switch orders.compactMap({ $0.objectValue?["updated_at"]?.stringValue }).first {
            case "asc"?: models.sort { $0.updatedAt < $1.updatedAt }
            case "desc"?: models.sort { $0.updatedAt > $1.updatedAt }
            default: break
            }
            return .array(models.map { ["id": .integer($0.number)] })
        }
    }

    private var contents: @Sendable (GraphQLResolution<Caller>, String) async throws(GraphQLFailure) -> [Resource] {
        let workspaces = services.workspaces
        return { resolution, type async throws(GraphQLFailure) in
            try await Self.answering { () async throws(ServiceError) in
                try await workspaces.contents(of: .number(resolution.number), types: [type], as: resolution.context)
            }
        }
    }
}

extension GraphQLResolution {
    /// Of the workspace or model that the field is of.
    fileprivate var number: Int64 { parent.objectValue?["id"]?.integerValue ?? 0 }
}
