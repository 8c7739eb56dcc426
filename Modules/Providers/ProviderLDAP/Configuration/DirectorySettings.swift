import FoundationEssentials
import IdentityCore
import LDAPKit

/// What an opened source knows of its directory.
struct DirectorySettings: Sendable {
    let source: SourceID
    let people: PeopleSettings
    let attributes: AttributeMap
    let groups: GroupSettings
    let admission: Admission
    let pageSize: Int
    let clock: any Clock
    /// The attributes that are asked for of each person.
    let requested: [String]

    init(_ configuration: LDAPSourceConfiguration, as source: SourceID, clock: any Clock) {
        self.source = source
        people = configuration.people
        attributes = configuration.attributes
        groups = configuration.groups
        admission = Admission(configuration.admits)
        pageSize = configuration.pageSize
        self.clock = clock
        requested = attributes.requested(alsoFor: people, groups)
    }

    func person(_ entry: LDAPEntry) throws(Person.Defect) -> Person {
        try Person(entry, attributes, within: people.base, now: clock.now())
    }

    func lookup(batch: Int = 50) -> GroupLookup {
        GroupLookup(groups: groups, memberOf: attributes.memberOf, pageSize: pageSize, batch: batch)
    }

    func identity(_ person: Person, _ found: [FoundGroup]?) -> ExternalIdentity {
        person.identity(attributes, groups: found.map { GroupNames.names(of: $0, groups) })
    }
}
