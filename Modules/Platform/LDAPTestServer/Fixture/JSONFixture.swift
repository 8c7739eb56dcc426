import JSONText

/// Reads a fixture in JSON, with comments and trailing commas if people like them: `entries` in full, and `users` and
/// `groups` in short, from which entries below `base` are made.
struct JSONFixture {
    private let root: JSONObject

    init(_ bytes: [UInt8]) throws(LDAPTestServer.Problem) {
        let value: JSONValue
        do throws(JSONSyntaxError) { value = try JSONParser.parse(bytes, options: .json5) } catch {
            throw LDAPTestServer.Problem(.fixture, error.description)
        }
        root = value.objectValue ?? JSONObject()
        let known = ["base", "entries", "users", "groups"]
        if let unknown = root.keys.first(where: { !known.contains($0) }) {
            throw Self.problem(unknown, "is not known; there are \(known.joined(separator: ", "))")
        }
    }

    func drafts() throws(LDAPTestServer.Problem) -> [LDAPTestServer.Fixture.Draft] {
        var drafts: [LDAPTestServer.Fixture.Draft] = []
        for (index, entry) in try list("entries").enumerated() {
            let place = "entries[\(index)]"
            guard let dn = entry["dn"]?.stringValue else { throw Self.problem(place, "needs a dn, which is a string") }
            guard let attributes = entry["attributes"]?.objectValue else {
                throw Self.problem(place, "needs attributes, which are an object")
            }
            if let unknown = entry.keys.first(where: { $0 != "dn" && $0 != "attributes" }) {
                throw Self.problem("\(place).\(unknown)", "is not known; there are dn and attributes")
            }
            drafts.append(
                LDAPTestServer.Fixture.Draft(
                    dn: dn, attributes: try Self.attributes(attributes, place), place: place))
        }
        let users = try list("users"), groups = try list("groups")
        guard !users.isEmpty || !groups.isEmpty || root["base"] != nil else { return drafts }
        let base = root["base"] ?? "dc=example,dc=org"
        guard let name = base.stringValue.flatMap(DistinguishedName.init), !name.isEmpty else {
            throw Self.problem("base", "is a DN such as dc=example,dc=org")
        }
        let given = Set(drafts.compactMap { DistinguishedName($0.dn) })
        // Who writes the upper entries out needs no others.
        return try ShortFixture(base: name, users: users, groups: groups).drafts()
            .filter { draft in DistinguishedName(draft.dn).map { !given.contains($0) } ?? true } + drafts
    }

    private func list(_ key: String) throws(LDAPTestServer.Problem) -> [JSONObject] {
        guard let value = root[key] else { return [] }
        guard let list = value.arrayValue else { throw Self.problem(key, "is a list") }
        let objects = list.compactMap(\.objectValue)
        guard objects.count == list.count else { throw Self.problem(key, "is a list of objects") }
        return objects
    }

    static func attributes(
        _ object: JSONObject, _ place: String
    ) throws(LDAPTestServer.Problem) -> [(name: String, values: [[UInt8]])] {
        var attributes: [(name: String, values: [[UInt8]])] = []
        for member in object.members {
            let values = member.value.arrayValue ?? [member.value]
            var bytes: [[UInt8]] = []
            for value in values { bytes.append(try Self.bytes(value, "\(place).\(member.key)")) }
            if !bytes.isEmpty { attributes.append((name: member.key, values: bytes)) }
        }
        return attributes
    }

    private static func bytes(_ value: JSONValue, _ place: String) throws(LDAPTestServer.Problem) -> [UInt8] {
        switch value {
        case .string(let text): return Array(text.utf8)
        case .integer(let number): return Array(String(number).utf8)
        case .bool(let flag): return Array((flag ? "TRUE" : "FALSE").utf8)
        case .object(let object):
            if let text = object["base64"]?.stringValue, object.count == 1,
                let bytes = PaddedBase64.decode(Array(text.utf8))
            {
                return bytes
            }
        default: break
        }
        throw problem(place, #"is a string, a whole number, a boolean, {"base64": "..."}, or a list of them"#)
    }

    static func problem(_ place: String, _ message: String) -> LDAPTestServer.Problem {
        LDAPTestServer.Problem(.fixture, "\(place): \(message)")
    }
}
