import LDAPKit

/// Where groups are, which of them count, and how a person's are found.
struct GroupSettings: Sendable {
    enum Route: String, CaseIterable, Sendable {
        /// Groups are not asked for.
        case none
        /// The person's own attribute names them.
        case memberOf
        /// The groups are asked for the person.
        case search
    }

    /// What a group names its members by.
    enum Member: Hashable, Sendable {
        case dn
        /// The value of this attribute of the person, as `memberUid` of RFC 2307 has it.
        case attribute(LDAPAttributeName)
    }

    enum NameReach: String, CaseIterable, Sendable {
        /// A plain name means a group directly below the base.
        case base
        /// A plain name means any group of that name below the base.
        case subtree
    }

    var base: DistinguishedName
    var scope: LDAPSearch.Scope
    var filter: LDAPFilter
    /// Whether the filter is the administrator's: then being named by `memberOf` does not suffice.
    var filterIsOwn: Bool
    var name: LDAPAttributeName
    var member: [LDAPAttributeName]
    var memberIs: Member
    var via: Route
    var isNested: Bool
    /// How many groups may be climbed above each other.
    var depth: Int
    /// Active Directory climbs by itself (MS-ADTS section 3.1.1.3.4.4.3, LDAP_MATCHING_RULE_TRANSITIVE_EVAL).
    var isInChain: Bool
    /// `memberOf` names the groups above the groups too.
    var memberOfIsComplete: Bool
    var names: NameReach
    /// By which a group is found by its own DN in a filter.
    var nameAttribute: LDAPAttributeName

    /// Whether the groups above the groups have to be climbed to here.
    var needsClimbing: Bool {
        switch via {
        case .none: false
        case .memberOf: isNested && !memberOfIsComplete
        case .search: isNested && !isInChain
        }
    }
}
