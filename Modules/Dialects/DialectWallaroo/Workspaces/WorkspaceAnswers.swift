import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

/// The resources that Wallaroo knows in a workspace.
enum ResourceType {
    static let model = "model"
    static let pipeline = "pipeline"
    static let all: Set<String> = [model, pipeline]
}

extension WorkspaceRole {
    var wallarooName: String { rawValue.uppercased() }
}

/// `{"workspaces": [workspace]}`, written while they are read.
struct WorkspaceListBody: EndpointOutput {
    static let description = OutputDescription(200, "The workspaces, by number.")
    private var writer = JSONWriter(capacity: 4_096)

    init() {
        writer.openObject()
        writer.openArray("workspaces")
    }

    mutating func write(_ filled: FilledWorkspace) {
        let workspace = filled.workspace
        writer.object { writer in
            writer.field("id", workspace.number)
            writer.field("name", workspace.name)
            writer.field("created_at", workspace.createdAt.microsecondText)
            writer.field("created_by", workspace.createdBy?.description)
            writer.field("archived", workspace.isArchived)
            for (key, type) in [("models" as StaticString, ResourceType.model), ("pipelines", ResourceType.pipeline)] {
                writer.array(key) { writer in
                    for resource in filled.contents where resource.type == type { writer.value(resource.number) }
                }
            }
        }
    }

    func response() -> HTTPResponse {
        var writer = writer
        writer.closeArray()
        writer.closeObject()
        return .json(writer)
    }
}

struct CreatedWorkspaceBody: EndpointOutput {
    static let description = OutputDescription(200, "The number of the new workspace.")
    let number: Int64

    func response() -> HTTPResponse {
        var writer = JSONWriter(capacity: 32)
        writer.object { $0.field("workspace_id", number) }
        return .json(writer)
    }
}

struct MemberListBody: EndpointOutput {
    static let description = OutputDescription(200, "The members, the creator first, then as they joined.")
    let members: [WorkspaceMembership]

    func response() -> HTTPResponse {
        var writer = JSONWriter(capacity: 32 + members.count * 96)
        writer.object { writer in
            writer.array("users") { writer in
                for member in members {
                    writer.object { writer in
                        writer.field("user_id", member.user)
                        writer.field("user_type", member.role.wallarooName)
                    }
                }
            }
        }
        return .json(writer)
    }
}

struct AffectedRowsBody: EndpointOutput {
    static let description = OutputDescription(200, "How many memberships were removed.")
    let count: Int

    func response() -> HTTPResponse {
        var writer = JSONWriter(capacity: 32)
        writer.object { $0.field("affected_rows", count) }
        return .json(writer)
    }
}
