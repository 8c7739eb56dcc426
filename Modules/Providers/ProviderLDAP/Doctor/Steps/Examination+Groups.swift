import IdentityCore
import LDAPKit

extension Examination {
    func lookAtGroups(of person: Person, over connection: LDAPConnection) {
        step(.groups) { sight throws(Setback) in
            guard configuration.groups.via != .none else {
                sight.skip("Groups are not asked for.")
                return
            }
            let found = try asking(at: .groups) { () throws(LDAPFailure) in
                try directory.lookup(batch: 1).groups(of: person, over: connection) ?? []
            }
            self.found = found
            for group in found { sight.note(group.dn.text, way(to: group)) }
            sight.words = found.isEmpty ? "No group that counts has them." : "\(found.count) groups count for them."
            if found.isEmpty, let advice = emptiness(person, over: connection) {
                sight.warn(sight.words, advice: advice)
            }
            try admit(found, &sight)
        }
    }

    private func way(to group: FoundGroup) -> String {
        if !group.path.isEmpty {
            return "through " + group.path.map { $0.rdns.first?.text ?? $0.text }.joined(separator: " > ")
        }
        let name = GroupNames.plainName(of: group.dn, directory.groups)
        let rule = configuration.groups.via == .memberOf ? directory.attributes.memberOf.text : "search"
        return name.map { "by \(rule), also called \($0)" } ?? "by \(rule), by its DN only"
    }

    private func admit(_ found: [FoundGroup], _ sight: inout Sight) throws(Setback) {
        guard !directory.admission.isOpen else { return }
        guard let group = directory.admission.admitting(found, directory.groups) else {
            isVerified = false
            throw Setback(
                .rejected,
                "None of their groups lets them in; admits names \(configuration.admits.joined(separator: "; ")).",
                refusal: .notAdmitted,
                advice: "Put the person into one of those groups, or add a group of theirs to admits.")
        }
        sight.note("lets them in", group.dn.text)
    }

    /// The other way of asking, where this one found nothing.
    private func emptiness(_ person: Person, over connection: LDAPConnection) -> String? {
        var other = directory.groups
        other.via = other.via == .search ? .memberOf : .search
        other.isNested = false
        let wide = [directory.attributes.memberOf.text]
        let entry = (try? connection.search(LDAPSearch(base: person.dn, scope: .base, attributes: wide)))?.entries.first
        let named = entry?.strings(wide[0]).compactMap(GroupNames.dn) ?? []
        if let first = named.first(where: { !directory.groups.counts($0) }),
            !named.contains(where: directory.groups.counts)
        {
            return
                "\(wide[0]) names \(first), which lies outside of groups.base \(directory.groups.base): move the base."
        }
        if other.via == .memberOf, named.contains(where: directory.groups.counts) {
            return "\(wide[0]) of the entry names groups: set groups.via to memberOf, or correct groups.member."
        }
        let lookup = GroupLookup(groups: other, memberOf: directory.attributes.memberOf, pageSize: directory.pageSize)
        guard other.via == .search, let held = try? lookup.groups(of: person, over: connection), !held.isEmpty else {
            return nil
        }
        return "\(wide[0]) names none, and a search finds \(held.count): set groups.via to search."
    }
}
