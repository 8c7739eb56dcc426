import IdentityCore
import LDAPKit

extension Examination {
    func lookAtEntry(_ entry: LDAPEntry, over connection: LDAPConnection) {
        person = step(.attributes) { sight throws(Setback) in
            let map = directory.attributes
            note("email", map.email, entry, &sight)
            note("displayName", map.displayName, entry, &sight)
            note("givenName", map.givenName, entry, &sight)
            note("familyName", map.familyName, entry, &sight)
            let person: Person
            do throws(Person.Defect) { person = try directory.person(entry) } catch {
                throw Setback(
                    .misconfigured, "The entry can't become a user. \(error.words)",
                    advice: otherIDs(of: entry.dn, over: connection))
            }
            sight.facts.insert(.init("login", "\(person.login) (\(shown(map.login, entry)))"), at: 0)
            sight.facts.insert(.init("id", "\(person.id) (\(map.id))"), at: 0)
            sight.words = "The entry has what a user needs."
            if let closing = person.state.closing {
                sight.warn("The account is closed at the directory: \(closing.words).", advice: "Open it there.")
            } else if map.first(map.email, of: entry) == nil {
                sight.warn(
                    "The entry has no mail address.",
                    advice: "Name the attribute that has it in attributes.email, if there is one.")
            }
            return person
        }
        if let person { lookAtGroups(of: person, over: connection) }
    }

    private func shown(_ names: [LDAPAttributeName], _ entry: LDAPEntry) -> String {
        directory.attributes.first(names, of: entry)?.name.text ?? "-"
    }

    private func note(_ what: String, _ names: [LDAPAttributeName], _ entry: LDAPEntry, _ sight: inout Sight) {
        if let found = directory.attributes.first(names, of: entry) {
            sight.note(what, "\(found.value) (\(found.name))")
        } else {
            sight.note(what, "- (\(names.map(\.text).joined(separator: ", ")))")
        }
    }

    private func otherIDs(of dn: String, over connection: LDAPConnection) -> String {
        let known = ["entryUUID", "objectGUID", "nsUniqueId", "ipaUniqueID", "GUID"]
        guard let name = try? DistinguishedName(dn) else { return "Look at the entry's attributes." }
        let entry = (try? connection.search(LDAPSearch(base: name, scope: .base, attributes: known)))?.entries.first
        let there = known.filter { entry?.has($0) == true }
        return there.isEmpty
            ? "Give the account the right to read the attribute in attributes.id, or name another that never changes."
            : "The entry has \(there.joined(separator: ", ")): name it in attributes.id."
    }
}
