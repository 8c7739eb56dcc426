import JSONText

/// People and groups in a few words, as entries: `ou=people` and `ou=groups` below the base.
struct ShortFixture {
    private typealias Draft = LDAPTestServer.Fixture.Draft

    let base: DistinguishedName
    let users: [JSONObject]
    let groups: [JSONObject]

    func drafts() throws(LDAPTestServer.Problem) -> [LDAPTestServer.Fixture.Draft] {
        var drafts = [
            top, unit("people"), unit("groups"),
        ]
        for (index, user) in users.enumerated() { drafts.append(try person(user, "users[\(index)]")) }
        for (index, group) in groups.enumerated() { drafts.append(try team(group, "groups[\(index)]")) }
        return drafts
    }

    private var top: Draft {
        let type = base.leaf.first.map { AttributeType(named: $0.attribute).key }
        let objectClass =
            switch type {
            case "dc": "domain"
            case "o": "organization"
            case "ou": "organizationalUnit"
            default: "extensibleObject"
            }
        return Draft(dn: base.text, attributes: [Self.text("objectClass", "top", objectClass)], place: "base")
    }

    private func unit(_ name: String) -> Draft {
        Draft(
            dn: "ou=\(name),\(base.text)", attributes: [Self.text("objectClass", "top", "organizationalUnit")],
            place: name)
    }

    /// `uid` is needed; `password` is the userPassword; everything else is an attribute.
    private func person(_ user: JSONObject, _ place: String) throws(LDAPTestServer.Problem) -> Draft {
        guard let uid = user["uid"]?.stringValue, !uid.isEmpty else {
            throw JSONFixture.problem(place, "needs a uid, which is a string")
        }
        var attributes: [(name: String, values: [[UInt8]])] = []
        for (name, values) in try JSONFixture.attributes(user, place) {
            attributes.append((name: name == "password" ? "userPassword" : name, values: values))
        }
        func has(_ name: String) -> Bool { attributes.contains { $0.name.lowercased() == name } }
        let name = user["cn"]?.stringValue ?? uid
        if !has("objectclass") { attributes.insert(Self.text("objectClass", "top", "person", "inetOrgPerson"), at: 0) }
        if !has("cn") { attributes.append(Self.text("cn", name)) }
        if !has("sn") { attributes.append(Self.text("sn", String(name.split(separator: " ").last ?? "-"))) }
        return Draft(dn: dn(ofUser: uid), attributes: attributes, place: place)
    }

    /// `cn` is needed; `members` are uids of users and names of groups in this file.
    private func team(_ group: JSONObject, _ place: String) throws(LDAPTestServer.Problem) -> Draft {
        guard let name = group["cn"]?.stringValue, !name.isEmpty else {
            throw JSONFixture.problem(place, "needs a cn, which is a string")
        }
        let listed = group["members"]?.arrayValue ?? []
        var members: [String] = []
        for member in listed { members.append(try dn(ofMember: member.stringValue ?? "", place)) }
        var rest = group
        rest["members"] = nil
        var attributes = try JSONFixture.attributes(rest, place)
        if rest["objectClass"] == nil { attributes.insert(Self.text("objectClass", "top", "groupOfNames"), at: 0) }
        if !members.isEmpty { attributes.append(("member", members.map { Array($0.utf8) })) }
        return Draft(dn: dn(ofGroup: name), attributes: attributes, place: place)
    }

    private func dn(ofMember name: String, _ place: String) throws(LDAPTestServer.Problem) -> String {
        if users.contains(where: { $0["uid"]?.stringValue == name }) { return dn(ofUser: name) }
        if groups.contains(where: { $0["cn"]?.stringValue == name }) { return dn(ofGroup: name) }
        throw JSONFixture.problem("\(place).members", "'\(name)' is neither the uid of a user nor the cn of a group")
    }

    private func dn(ofUser uid: String) -> String { dn("uid", uid, "people") }
    private func dn(ofGroup name: String) -> String { dn("cn", name, "groups") }

    private func dn(_ attribute: String, _ value: String, _ unit: String) -> String {
        DistinguishedName.leaf(attribute, value) + ",ou=\(unit),\(base.text)"
    }

    private static func text(_ name: String, _ values: String...) -> (name: String, values: [[UInt8]]) {
        (name, values.map { Array($0.utf8) })
    }
}
