/// An extensible match (RFC 4511 section 4.5.1.7.7), with the rules of Active Directory.
struct ExtensibleMatch {
    let rule: String?
    let attribute: String?
    let value: [UInt8]
    /// The attributes of the entry's name count too.
    let withDN: Bool
    let tree: DirectoryTree

    /// - Returns: `nil` for undefined: an unknown rule or type, or a value that does not fit the rule.
    func matches(_ view: EntryView) -> Bool? {
        var description: AttributeDescription?
        if let attribute {
            guard let found = AttributeDescription(attribute), tree.knows(found.type) else { return nil }
            description = found
        }
        switch rule {
        case OID.inChain: return description.flatMap { isInChain(view, $0.type) }
        case OID.allBits, OID.anyBit: return description.flatMap { hasBits(view, $0.type) }
        default: break
        }
        guard let syntax = rule.map({ Self.syntaxes[$0.lowercased()] }) ?? description?.type.syntax else { return nil }
        guard let asserted = MatchKey(value, syntax) else { return nil }
        var candidates = view.attributes.filter { candidate in
            description.map { $0.covers(candidate.description) } ?? (candidate.description.type.syntax == syntax)
        }
        if withDN {
            candidates += view.entry.dn.rdns.joined().compactMap { Attribute($0.attribute, [$0.value]) }.filter {
                description?.covers($0.description) ?? true
            }
        }
        return candidates.contains { $0.values.contains { MatchKey($0, syntax) == asserted } }
    }

    /// LDAP_MATCHING_RULE_IN_CHAIN: follows an attribute of DNs from entry to entry.
    private func isInChain(_ view: EntryView, _ type: AttributeType) -> Bool? {
        guard type.syntax == .dn, case .text(let target)? = MatchKey(value, .dn) else { return nil }
        var seen: Set<String> = [], waiting = [view.entry]
        while let entry = waiting.popLast() {
            for key in EntryView(entry: entry, tree: tree).attributes(of: type).flatMap(\.keys) {
                guard case .text(let name) = key else { continue }
                if name == target { return true }
                if seen.insert(name).inserted, let next = tree[key: name] { waiting.append(next) }
            }
        }
        return false
    }

    private func hasBits(_ view: EntryView, _ type: AttributeType) -> Bool? {
        guard type.syntax == .integer, case .integer(let mask)? = MatchKey(value, .integer) else { return nil }
        return view.attributes(of: type).flatMap(\.keys).contains { key in
            guard case .integer(let number) = key else { return false }
            return rule == OID.allBits ? number & mask == mask : number & mask != 0
        }
    }

    /// RFC 4517 section 4.2, by name and number.
    private static let syntaxes: [String: AttributeType.Syntax] = [
        "caseignorematch": .text, "2.5.13.2": .text, "caseexactmatch": .exact, "2.5.13.5": .exact,
        "caseignoreia5match": .text, "1.3.6.1.4.1.1466.109.114.2": .text, "caseexactia5match": .exact,
        "1.3.6.1.4.1.1466.109.114.1": .exact, "distinguishednamematch": .dn, "2.5.13.1": .dn,
        "integermatch": .integer, "2.5.13.14": .integer, "octetstringmatch": .octets, "2.5.13.17": .octets,
        "telephonenumbermatch": .phone, "2.5.13.20": .phone, "generalizedtimematch": .time, "2.5.13.27": .time,
    ]
}
