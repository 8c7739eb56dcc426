import DialectKit
import FoundationEssentials
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

/// `{id}` of a key.
struct KeyIDParameter: PathParameter {
    let id: AccessKeyID

    init?(pathSegment: String) {
        guard let id = AccessKeyID(pathSegment) else { return nil }
        self.id = id
    }
}

/// A key as the client reads it. The token stands in the answer to its creation only; later its beginning is shown.
enum KeyForm {
    static func object(_ entry: KeyEntry, token: Secret? = nil) -> JSONObject {
        let key = entry.key
        var object: JSONObject = [
            "id": .string(key.id.description),
            "key": .string(token.map { secret in secret.reveal { $0 } } ?? key.prefix + Mask.text),
            "label": .string(key.name.display), "description": .string(key.about),
            "createdOn": .integer(key.createdAt.milliseconds),
            "createdBy": entry.holder.map { .string(WireName.wire($0)) } ?? .null,
            "expiresOn": .integer(key.expiresAt?.milliseconds ?? 0),
        ]
        if let owner = entry.owner {
            object["user"] = .string(WireName.wire(owner))
        } else {
            object["groups"] = .array(entry.groups.map { .string(WireName.wire($0)) })
            object["globalPermissions"] = ["admin": .bool(isAdmin(key))]
        }
        return object
    }

    static func isAdmin(_ key: AccessKey) -> Bool { key.roles.contains(GroupFlags.role) }

    static func roles(isAdmin: Bool) -> Set<String> { isAdmin ? [GroupFlags.role.rawValue] : [] }
}

/// What a client says of a key.
struct KeyDefinition: Sendable {
    let label: String?
    let about: String?
    let user: WireName?
    let groups: [WireName]?
    let isAdmin: Bool?
    /// `nil` when nothing is said of it.
    let expiresAt: Change<Date>?

    init(_ object: JSONObject, at now: Date) throws(ServiceError) {
        var reader = JSONObjectReader(object, passesOverUnknown: true)
        label = reader.filled("label")
        about = reader.has("description") ? reader.filled("description") ?? "" : nil
        user = reader.filled("user").flatMap(WireName.init(wire:))
        groups = reader.has("groups") ? reader.names("groups") : nil
        isAdmin = reader.object("globalPermissions") { $0.bool("admin") ?? false }
        // Zero stands for never.
        let moment = reader.integer("expiresOn"), days = reader.integer("expiry", in: 0...36_500)
        expiresAt =
            switch (moment, days) {
            case (let moment?, _) where moment > 0: .set(Date(timeIntervalSince1970: Double(moment) / 1_000))
            case (_, let days?) where days > 0: .set(now.addingTimeInterval(Double(days) * 86_400))
            case (nil, nil): nil
            default: .clear
            }
        try reader.requireSound()
    }

    func creation(of owner: KeyOwner, roles: Set<String>? = nil) -> CreateAccessKey {
        var end: Date?
        if case .set(let moment)? = expiresAt { end = moment }
        return CreateAccessKey(owner: owner, roles: roles, name: label, about: about ?? "", expiresAt: end)
    }

    /// - Throws: `invalidInput` for what a key can't become.
    func edit(of entry: KeyEntry) throws(ServiceError) -> EditAccessKey {
        let key = entry.key
        var edit = EditAccessKey()
        if entry.owner == nil {
            if let groups, Set(groups.map(\.text)) != Set(entry.groups) { edit.groups = Set(groups.map(\.group)) }
            if let isAdmin, isAdmin != KeyForm.isAdmin(key) { edit.roles = KeyForm.roles(isAdmin: isAdmin) }
        } else if let user, user.text != entry.owner {
            throw .invalidInput([FieldProblem("user", .malformed, "A key stays its owner's.")])
        }
        if let label, label != key.name.display { edit.name = label }
        edit.about = about
        switch expiresAt {
        case .set(let moment)? where moment.milliseconds != key.expiresAt?.milliseconds: edit.expiresAt = .set(moment)
        case .clear? where key.expiresAt != nil: edit.expiresAt = .clear
        default: break
        }
        return edit
    }
}

struct KeyInput: EndpointInput {
    static let description = InputDescription(path: [ParameterDescription("id", .uuid, "The id of a key.")])
    let id: AccessKeyID

    init(reading request: inout RequestReader) throws(ServiceError) {
        id = try request.path(as: KeyIDParameter.self, kind: .accessKey).id
    }
}

struct NewKeyInput: EndpointInput {
    static let description = InputDescription(form: .json)
    let object: JSONObject

    init(reading request: inout RequestReader) throws(ServiceError) { object = try request.wholeObject() }
}

struct KeyDefinitionInput: EndpointInput {
    static let description = InputDescription(
        path: [ParameterDescription("id", .uuid, "The id of a key.")], form: .json)
    let id: AccessKeyID
    let object: JSONObject

    init(reading request: inout RequestReader) throws(ServiceError) {
        id = try request.path(as: KeyIDParameter.self, kind: .accessKey).id
        object = try request.wholeObject()
    }
}
