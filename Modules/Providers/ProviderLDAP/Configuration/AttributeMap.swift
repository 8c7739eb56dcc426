import LDAPKit

/// Which attributes of an entry say what. Where several are named, the first that has a value counts.
struct AttributeMap: Hashable, Sendable {
    /// How the bytes of the stable id are written as text.
    enum IDFormat: String, CaseIterable, Sendable {
        case text
        /// 16 bytes as Active Directory orders them, written as `8-4-4-4-12` digits (MS-DTYP section 2.3.4).
        case guid
        case hex
    }

    var id: LDAPAttributeName
    var idFormat: IDFormat
    var login: [LDAPAttributeName]
    var email: [LDAPAttributeName]
    var displayName: [LDAPAttributeName]
    var givenName: [LDAPAttributeName]
    var familyName: [LDAPAttributeName]
    var memberOf: LDAPAttributeName

    /// What is asked for of each person. Directories pass over names that they do not know.
    func requested(alsoFor people: PeopleSettings, _ groups: GroupSettings) -> [String] {
        var names = [id] + people.login + login + email + displayName + givenName + familyName
        if groups.via == .memberOf { names.append(memberOf) }
        if case .attribute(let attribute) = groups.memberIs { names.append(attribute) }
        var seen: Set<String> = []
        return (names.map(\.text) + AccountState.attributes).filter { seen.insert($0.lowercased()).inserted }
    }
}
