/// All entries. A value: a search works on its own copy while others change the directory.
struct DirectoryTree: Sendable {
    /// In the order of their numbers.
    private(set) var entries: [Entry] = []
    /// Attributes of the fixture's entry without a name, which belong to the root DSE.
    var rootAttributes: [Attribute] = []
    private var places: [String: Int] = [:]
    /// The groups that have an entry as a member, by the key of its DN.
    private var groups: [String: [DistinguishedName]] = [:]
    private var childCounts: [String: Int] = [:]
    /// The types that some entry has.
    private var types: Set<String> = []
    private var lastNumber = 0

    subscript(dn: DistinguishedName) -> Entry? { self[key: dn.key] }
    subscript(key key: String) -> Entry? { places[key].map { entries[$0] } }

    func hasChildren(_ dn: DistinguishedName) -> Bool { childCounts[dn.key] != nil }
    func groups(of dn: DistinguishedName) -> [DistinguishedName] { groups[dn.key] ?? [] }
    func knows(_ type: AttributeType) -> Bool { AttributeType.isKnown(type.key) || types.contains(type.key) }

    /// Entries with nothing above them.
    var namingContexts: [String] { entries.filter { places[$0.dn.parentKey] == nil }.map(\.dn.text) }

    /// The nearest entry above that exists; "" if there is none (RFC 4511 section 4.1.9).
    func nearestAncestor(of dn: DistinguishedName) -> String {
        for count in dn.rdnKeys.indices.dropFirst() {
            if let place = places[dn.rdnKeys[count...].joined(separator: ",")] { return entries[place].dn.text }
        }
        return ""
    }

    /// - Parameter isNew: added by a client. Its entryUUID is another than that of an entry which had the name before.
    mutating func append(
        _ dn: DistinguishedName, _ attributes: [Attribute], at milliseconds: Int64, isNew: Bool = false
    ) {
        lastNumber += 1
        var entry = Entry(
            number: lastNumber, origin: isNew ? "\(dn.key)#\(lastNumber)" : dn.key, dn: dn, attributes: attributes,
            createdAt: milliseconds, modifiedAt: milliseconds)
        entry.addNamingValues()
        places[dn.key] = entries.count
        entries.append(entry)
    }

    mutating func replace(_ entry: Entry, at milliseconds: Int64) {
        guard let place = places[entry.dn.key] else { return }
        entries[place] = entry
        entries[place].modifiedAt = milliseconds
    }

    mutating func remove(_ dn: DistinguishedName) {
        guard let place = places[dn.key] else { return }
        entries.remove(at: place)
        rebuild()
    }

    /// Renames an entry and everything below it.
    mutating func move(_ dn: DistinguishedName, to target: DistinguishedName) {
        for index in entries.indices where entries[index].dn.isWithin(dn) {
            entries[index].dn = entries[index].dn.moved(from: dn, to: target)
        }
        rebuild()
    }

    /// Brings what is worked out from the entries up to date; called after the last of some changes.
    mutating func rebuild() {
        places = [:]
        groups = [:]
        childCounts = [:]
        types = []
        for (index, entry) in entries.enumerated() {
            places[entry.dn.key] = index
            childCounts[entry.dn.parentKey, default: 0] += 1
            for attribute in entry.attributes {
                types.insert(attribute.description.type.key)
                guard AttributeType.memberships.contains(attribute.description.type.key) else { continue }
                for case .text(let member) in attribute.keys { groups[member, default: []].append(entry.dn) }
            }
        }
    }
}
