import Cryptography
import JSONText

/// An entry as clients see it: with what the server works out, and without passwords.
struct EntryView {
    let entry: Entry
    let tree: DirectoryTree

    /// Every attribute that anybody may see.
    var attributes: [Attribute] {
        let own = entry.attributes.filter { attribute in
            let type = attribute.description.type
            return !type.isSecret && type.key != AttributeType.memberOf.key
        }
        let missing = workedOut.filter { made in
            !own.contains { $0.description.type.key == made.description.type.key }
        }
        return own + missing
    }

    func attributes(of type: AttributeType) -> [Attribute] {
        guard !type.isSecret else { return [] }
        let own = type.key == AttributeType.memberOf.key ? [] : entry.attributes(of: type.key)
        guard own.isEmpty, type.isMadeHere else { return own }
        return workedOut.filter { $0.description.type.key == type.key }
    }

    /// Operational attributes (RFC 4512 section 3.4, RFC 4530, RFC 5020), and memberOf from the members of groups.
    private var workedOut: [Attribute] {
        var made = [
            Attribute("entryUUID", texts: [uuid]), Attribute("entryDN", texts: [entry.dn.text]),
            Attribute("createTimestamp", texts: [Self.time(entry.createdAt)]),
            Attribute("modifyTimestamp", texts: [Self.time(entry.modifiedAt)]),
            Attribute("hasSubordinates", texts: [tree.hasChildren(entry.dn) ? "TRUE" : "FALSE"]),
        ]
        var groups: [String] = []
        for value in entry.attributes(of: AttributeType.memberOf.key).flatMap(\.values) {
            groups.append(String(decoding: value, as: UTF8.self))
        }
        for group in tree.groups(of: entry.dn) where !groups.contains(group.text) { groups.append(group.text) }
        if !groups.isEmpty { made.append(Attribute("memberOf", texts: groups)) }
        return made
    }

    /// The same for the same name in the fixture in every run: version 5 of RFC 9562 in the name space of distinguished names.
    private var uuid: String {
        let namespace = Hexadecimal.decode("6ba7b8149dad11d180b400c04fd430c8") ?? []
        let digest = PasswordDigest.sha1.digest(namespace + Array(entry.origin.utf8))
        var bytes = Array(digest.prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x50
        bytes[8] = bytes[8] & 0x3F | 0x80
        let text = Array(Hexadecimal.encode(bytes))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(text[$0]) }.joined(separator: "-")
    }

    /// GeneralizedTime (RFC 4517 section 3.3.13).
    private static func time(_ milliseconds: Int64) -> String {
        let characters = Timestamp.characters(milliseconds)
        var digits = ""
        for index in 0..<19 where 0x30...0x39 ~= characters[index] {
            digits.unicodeScalars.append(Unicode.Scalar(characters[index]))
        }
        return digits + "Z"
    }
}
