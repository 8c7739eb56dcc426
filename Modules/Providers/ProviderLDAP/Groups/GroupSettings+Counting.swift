import LDAPKit

extension GroupSettings {
    /// Which groups count: those in their place that fit the filter. Whoever names a group asks this, and `search` asks
    /// the directory the same.
    func counts(_ dn: DistinguishedName) -> Bool {
        scope == .oneLevel ? dn.parent == base : dn.isWithin(base)
    }

    /// Those of them that fit the question.
    func search(_ question: LDAPFilter?, attributes: [LDAPAttributeName], pageSize: Int) -> LDAPSearch {
        LDAPSearch(
            base: base, scope: scope, filter: question.map { .and([filter, $0]) } ?? filter,
            attributes: attributes.map(\.text), pageSize: pageSize)
    }

    /// Groups that name one of those as a member.
    func holding(_ members: [DistinguishedName]) -> LDAPFilter {
        .or(members.flatMap { dn in member.map { LDAPFilter.equals($0, dn.text) } })
    }
}

extension LDAPEntry {
    /// Active Directory hands out long lists in pieces, under another name (MS-ADTS section 3.1.1.3.1.3.3).
    func isInPieces(_ name: LDAPAttributeName) -> Bool {
        let wanted = name.text.lowercased() + ";range="
        return attributeNames.contains { $0.lowercased().hasPrefix(wanted) }
    }

    /// Whole or not at all: a list of groups with some missing would take rights away.
    func wholeList(_ name: LDAPAttributeName) throws(LDAPFailure) -> [String] {
        guard !isInPieces(name) else {
            throw LDAPFailure(.tooMuch, during: .search, diagnostic: "\(name) of \(dn) comes in pieces")
        }
        return strings(name.text)
    }
}
