import IdentityCore
import LDAPKit

/// Reads everybody over one connection, one search a page.
struct PeopleReading {
    let directory: DirectorySettings
    let graph: GroupGraph

    func read(
        over connection: LDAPConnection, _ take: (DirectoryPage) -> Bool
    ) throws(LDAPFailure) {
        var attributes = directory.requested
        if directory.groups.via != .none, directory.groups.isNamedByPeople {
            attributes.append(directory.attributes.memberOf.text)
        }
        var search = directory.people.everybody(attributes: attributes)
        search.pageSize = directory.pageSize
        // Who was not handed out any more must not be taken for gone.
        try connection.everything(search) { entries throws(LDAPFailure) in take(try page(entries)) }
    }

    private func page(_ entries: [LDAPEntry]) throws(LDAPFailure) -> DirectoryPage {
        var page = DirectoryPage(people: [])
        for entry in entries {
            let person: Person
            do throws(Person.Defect) { person = try directory.person(entry) } catch {
                page.defects.append(DirectoryDefect(entry: entry.dn, words: error.words, externalID: error.id))
                continue
            }
            let groups = try graph.groups(of: person)
            guard directory.admission.isOpen || groups?.contains(where: \.admits) == true else { continue }
            let names = groups.map { $0.reduce(into: Set<String>()) { $0.formUnion($1.names) } }
            page.people.append(person.identity(directory.attributes, groups: names))
        }
        return page
    }
}
