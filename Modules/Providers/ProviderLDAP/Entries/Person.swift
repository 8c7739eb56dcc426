import FoundationEssentials
import IdentityCore
import LDAPKit

/// An entry that can become a user.
struct Person: Sendable {
    let entry: LDAPEntry
    let dn: DistinguishedName
    let id: String
    let login: String
    let state: AccountState

    /// Why an entry can't become a user.
    struct Defect: Error, Hashable, Sendable {
        let words: String
        /// When nothing but the id could be read.
        var id: String?
    }

    init(_ entry: LDAPEntry, _ map: AttributeMap, within base: DistinguishedName, now: Date) throws(Defect) {
        guard let dn = try? DistinguishedName(entry.dn), dn.isWithin(base) else {
            throw Defect(words: "Its name lies outside of \(base).")
        }
        let ids = entry.values(map.id.text)
        guard let bytes = ids.first else {
            throw Defect(words: "It has no \(map.id), or the service account may not read it.")
        }
        guard ids.count == 1, let id = EntryID.text(bytes, as: map.idFormat) else {
            throw Defect(words: "Its \(map.id) is not one value that can be written as \(map.idFormat.rawValue).")
        }
        guard id.utf8.count <= IdentityLimits.valueBytes else {
            throw Defect(words: "Its \(map.id) has more than \(IdentityLimits.valueBytes) bytes.")
        }
        guard let login = map.first(map.login, of: entry)?.value else {
            let names = map.login.map(\.text).joined(separator: ", ")
            throw Defect(words: "It has no \(names), which is the login.", id: id)
        }
        for names in [map.login, map.email, map.displayName, map.givenName, map.familyName] {
            guard let found = map.first(names, of: entry) else { continue }
            guard found.value.utf8.count <= IdentityLimits.valueBytes else {
                throw Defect(words: "Its \(found.name) has more than \(IdentityLimits.valueBytes) bytes.", id: id)
            }
        }
        self.entry = entry
        self.dn = dn
        self.id = id
        self.login = login
        state = AccountState(entry, now: now)
    }

    func identity(_ map: AttributeMap, groups: Set<String>?) -> ExternalIdentity {
        ExternalIdentity(
            externalID: id, login: login, email: map.first(map.email, of: entry)?.value,
            displayName: map.first(map.displayName, of: entry)?.value ?? login,
            givenName: map.first(map.givenName, of: entry)?.value,
            familyName: map.first(map.familyName, of: entry)?.value, isActive: state.isActive, groups: groups)
    }
}

extension AttributeMap {
    /// The first of the attributes that has a value in the entry.
    func first(_ names: [LDAPAttributeName], of entry: LDAPEntry) -> (name: LDAPAttributeName, value: String)? {
        for name in names {
            if let value = entry.strings(name.text).first(where: { !$0.isEmpty }) { return (name, value) }
        }
        return nil
    }
}
