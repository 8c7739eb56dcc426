import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

/// Where a role belongs on the wire: to a realm, or to a client.
enum RoleContainer: Hashable, Sendable {
    case realm(Realm)
    /// The client's name and the id it has in paths.
    case client(ClientID, key: String)

    var scope: RoleScope {
        switch self {
        case .realm: .realm
        case .client(let id, _): .client(id)
        }
    }

    var client: ClientID? { if case .client(let id, _) = self { id } else { nil } }

    fileprivate var id: String {
        switch self {
        case .realm(let realm): realm.name
        case .client(_, let key): key
        }
    }

    /// - Parameter name: as it stands in a path or a body.
    func role(_ name: String) -> Role {
        switch self {
        case .realm(let realm): RoleNames.role(name, in: realm)
        case .client(let id, _): Role(name, of: id)
        }
    }
}

/// Names that Keycloak gives to roles which are here under another one.
enum RoleNames {
    /// What every new user holds.
    private static let standing: [(role: Role, beginning: String)] = [(.member, "default-roles-")]

    static func name(_ role: Role, in realm: Realm) -> String {
        standing.first { $0.role == role }.map { $0.beginning + realm.name } ?? role.name
    }

    static func role(_ name: String, in realm: Realm) -> Role {
        standing.first { $0.beginning + realm.name == name }?.role ?? Role(rawValue: name)
    }
}

/// A role on the wire. Roles have no ids here but their names: see `OpaqueName`.
enum RoleRepresentation {
    private static let prefix = "role"

    static func id(_ role: Role) -> String { OpaqueName.id(prefix, role.rawValue) }

    static func role(id: String) -> Role? { OpaqueName.name(prefix, id).map(Role.init(rawValue:)) }

    /// - Parameters:
    ///   - key: of the role's client, when that is known.
    ///   - attributes: left out in brief answers.
    static func write(_ entry: RoleEntry, in container: RoleContainer, attributes: JSONObject? = nil) -> JSONObject {
        var object: JSONObject = ["id": .string(id(entry.role))]
        if case .realm(let realm) = container {
            object["name"] = .string(RoleNames.name(entry.role, in: realm))
        } else {
            object["name"] = .string(entry.role.name)
        }
        if !entry.about.isEmpty { object["description"] = .string(entry.about) }
        object["composite"] = .bool(!entry.includes.isEmpty)
        object["clientRole"] = .bool(entry.role.client != nil)
        object["containerId"] = .string(container.id)
        if let attributes { object["attributes"] = .object(attributes) }
        return object
    }

    /// A built-in role, as other representations name it.
    static func reference(_ role: Role, of realm: Realm) -> JSONObject {
        [
            "id": .string(id(role)), "name": .string(RoleNames.name(role, in: realm)), "composite": false,
            "clientRole": false, "containerId": .string(realm.name),
        ]
    }
}

/// What a representation that came in wants of a role.
struct RoleChange {
    let name: String?
    private let about: String?
    private let attributes: JSONObject?

    init(_ object: JSONObject) throws(ServiceError) {
        var reader = RepresentationReader(object, known: KeycloakNames.role)
        name = reader.string("name")
        about = reader.string("description")
        attributes = reader.attributes("attributes")
        try reader.finish()
    }

    func creation(in container: RoleContainer) throws(ServiceError) -> CreateRole {
        guard let name, !name.isEmpty else {
            throw .invalidInput([FieldProblem("name", .missing, "Role name is missing")])
        }
        var command = CreateRole(name: name, client: container.client)
        command.about = about ?? ""
        if let text = attributes.flatMap({ Annotation($0).text }) { command.documents[Annotation.name] = text }
        return command
    }

    var edit: EditRole {
        var edit = EditRole()
        edit.about = about
        if let attributes { edit.documents = [Annotation.name: Annotation(attributes).text] }
        return edit
    }
}
