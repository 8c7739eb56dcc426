import LDAPKit

/// Where people are, who of them counts, and by what they are found.
struct PeopleSettings: Sendable {
    var base: DistinguishedName
    var scope: LDAPSearch.Scope
    /// Who counts, for a sign-in as for a sync and for the doctor.
    var filter: LDAPFilter
    var login: [LDAPAttributeName]
    /// `nil` finds the entry first.
    var direct: DirectName?

    /// Everybody who counts.
    func search(_ filter: LDAPFilter, attributes: [String]) -> LDAPSearch {
        LDAPSearch(base: base, scope: scope, filter: .and([self.filter, filter]), attributes: attributes)
    }

    func everybody(attributes: [String]) -> LDAPSearch {
        LDAPSearch(base: base, scope: scope, filter: filter, attributes: attributes)
    }

    /// The question for one login, its text escaped.
    func has(_ login: String) -> LDAPFilter { .or(self.login.map { .equals($0, login) }) }
}
