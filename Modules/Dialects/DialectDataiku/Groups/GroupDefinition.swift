import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

/// A group as the client reads and writes one.
struct GroupDefinition: Sendable {
    private static let known: Set<String> = ["name", "description", "sourceType", "admin", "ldapGroupNames"]

    let name: WireName?
    let about: String?
    let sourceType: String?
    let isAdmin: Bool?
    let external: Set<String>?
    let flags: [String: Bool]
    /// What only this API knows.
    let others: JSONObject

    init(_ object: JSONObject) throws(ServiceError) {
        var reader = JSONObjectReader(object, passesOverUnknown: true)
        name = reader.filled("name").flatMap(WireName.init(wire:))
        about = reader.has("description") ? reader.filled("description") ?? "" : nil
        sourceType = reader.filled("sourceType")
        isAdmin = reader.bool("admin")
        external = Self.external(&reader)
        let flags = object.keys.filter(GroupFlags.isFlag)
        self.flags = Dictionary(flags.compactMap { key in reader.bool(key).map { (key, $0) } }) { first, _ in first }
        others = object.without(Self.known.union(flags))
        try reader.requireSound()
    }

    /// A list, or one text with commas as older clients write it.
    private static func external(_ reader: inout JSONObjectReader) -> Set<String>? {
        switch reader.value("ldapGroupNames") {
        case nil: return nil
        case .null?: return []
        case .string(let text)?:
            return Set(text.split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty })
        default: return reader.strings("ldapGroupNames").map(Set.init)
        }
    }

    func creation(of sources: DataikuSources) throws(ServiceError) -> CreateGroup {
        guard let name else { throw .invalidInput([FieldProblem("name", .missing, "name is missing.")]) }
        if let problem = WireName.problem(inNew: name.text, field: "name") { throw .invalidInput([problem]) }
        var command = CreateGroup(name: name.text)
        command.about = about ?? ""
        command.source = try sources.source(for: sourceType ?? "LOCAL", field: "sourceType")
        command.roles = GroupFlags.roles(of: nil, isAdmin: isAdmin ?? false)
        command.permissions = GroupFlags.permissions(of: nil, changing: flags)
        command.mappedExternalGroups = external ?? []
        if !others.isEmpty { command.documents = [.dataiku: others.text] }
        return command
    }

    func edit(of place: PlacedGroup, _ sources: DataikuSources) throws(ServiceError) -> EditGroup {
        let group = place.group
        if let name, name.text != place.path {
            throw .invalidInput([FieldProblem("name", .malformed, "The name of a group stays; this is another one's.")])
        }
        if let sourceType, sourceType != sources.sourceType(of: group.source) {
            throw .invalidInput([
                FieldProblem("sourceType", .malformed, "A group stays where it comes from; create another one.")
            ])
        }
        var edit = EditGroup()
        edit.about = about
        edit.roles = isAdmin.map { GroupFlags.roles(of: group, isAdmin: $0) }
        edit.permissions = GroupFlags.permissions(of: group, changing: flags)
        edit.mappedExternalGroups = external
        edit.documents = [.dataiku: others.text]
        return edit
    }

    static func object(_ place: PlacedGroup, annotation: String?, of sources: DataikuSources) -> JSONObject {
        let group = place.group
        var object = summary(place, of: sources)
        object["ldapGroupNames"] = .array(group.mappedExternalGroups.sorted().map(JSONValue.string))
        for flag in GroupFlags.all(of: group) { object[flag.name] = .bool(flag.isSet) }
        for member in JSONObject(text: annotation)?.members ?? [] where object[member.key] == nil {
            object[member.key] = member.value
        }
        return object
    }

    static func summary(_ place: PlacedGroup, of sources: DataikuSources) -> JSONObject {
        [
            "name": .string(WireName.wire(place.path)), "description": .string(place.group.about),
            "admin": .bool(GroupFlags.isAdmin(place.group)),
            "sourceType": .string(sources.sourceType(of: place.group.source)),
        ]
    }
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
