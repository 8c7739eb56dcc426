import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

/// A group on the wire.
enum GroupRepresentation {
    /// - Parameter children: filled in where the answer is a tree.
    static func write(_ node: GroupNode, isBrief: Bool, children: [JSONObject] = []) -> JSONObject {
        let group = node.place.group, access = node.access
        var object: JSONObject = [
            "id": .string(group.id.description), "name": .string(group.name.display),
            "path": .string("/\(node.place.path)"), "subGroupCount": .integer(Int64(node.below)),
            "subGroups": .array(children.map(JSONValue.object)),
            "access": [
                "view": .bool(access.view), "viewMembers": .bool(access.view), "manageMembers": .bool(access.manage),
                "manage": .bool(access.manage), "manageMembership": .bool(access.manage),
            ],
        ]
        if let parent = group.parent { object["parentId"] = .string(parent.description) }
        guard !isBrief else { return object }
        object["attributes"] = .object(Annotation(node.document).attributes)
        object["realmRoles"] = .array(group.roles.filter { $0.client == nil }.sorted().map { .string($0.rawValue) })
        var clients = JSONObject()
        for role in group.roles.sorted() {
            guard let client = role.client?.rawValue else { continue }
            clients[client] = .array((clients[client]?.arrayValue ?? []) + [.string(role.name)])
        }
        object["clientRoles"] = .object(clients)
        return object
    }

    /// The branches as trees; siblings by name, as they came.
    static func trees(_ nodes: [GroupNode], isBrief: Bool) -> [JSONObject] {
        var below: [GroupID: [GroupNode]] = [:]
        for node in nodes { if let parent = node.place.group.parent { below[parent, default: []].append(node) } }
        func tree(_ node: GroupNode, depth: Int) -> JSONObject {
            let children = depth < Group.maximumDepth ? below[node.place.group.id] ?? [] : []
            return write(node, isBrief: isBrief, children: children.map { tree($0, depth: depth + 1) })
        }
        return nodes.filter { $0.place.group.parent == nil }.map { tree($0, depth: 0) }
    }
}

/// What a representation that came in wants of a group.
struct GroupChange {
    let id: GroupID?
    let name: String?
    private let attributes: JSONObject?

    init(_ object: JSONObject) throws(ServiceError) {
        var reader = RepresentationReader(object, known: KeycloakNames.group)
        id = reader.string("id").flatMap { GroupID($0) }
        name = reader.string("name")
        attributes = reader.attributes("attributes")
        try reader.finish()
    }

    func creation(in realm: Realm, below parent: GroupID? = nil) throws(ServiceError) -> CreateGroup {
        var command = CreateGroup(
            name: try requiredName(), parent: parent.map(GroupSelector.id), organization: realm.organization)
        if let text = attributes.flatMap({ Annotation($0).text }) { command.documents[Annotation.name] = text }
        return command
    }

    func edit() throws(ServiceError) -> EditGroup {
        var edit = EditGroup()
        edit.name = try requiredName()
        if let attributes { edit.documents = [Annotation.name: Annotation(attributes).text] }
        return edit
    }

    private func requiredName() throws(ServiceError) -> String {
        guard let name, !name.isEmpty else {
            throw .invalidInput([FieldProblem("name", .missing, "Group name is missing")])
        }
        return name
    }
}
