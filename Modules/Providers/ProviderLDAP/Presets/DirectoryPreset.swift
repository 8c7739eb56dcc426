import LDAPKit

/// What a directory of one make usually looks like: the values that hold where the settings say nothing.
struct DirectoryPreset: Sendable {
    enum Name: String, CaseIterable, Sendable {
        case openLDAP = "openldap"
        case activeDirectory = "active-directory"
        case directoryServer = "389ds"
        case freeIPA = "freeipa"

        var preset: DirectoryPreset {
            switch self {
            case .openLDAP: .openLDAP
            case .activeDirectory: .activeDirectory
            case .directoryServer: .directoryServer
            case .freeIPA: .freeIPA
            }
        }
    }

    var peopleFilter: String
    var login: [LDAPAttributeName]
    var attributes: AttributeMap
    /// Below the base; `nil` for the base itself.
    var peopleBelow: String?
    var groupsBelow: String?
    var groupFilter: String
    var member: [LDAPAttributeName] = ["member"]
    var via: GroupSettings.Route
    var isInChain = false
    var memberOfIsComplete = false
    /// By which an entry is found by its own name in a filter (RFC 5020); the name differs from server to server.
    var nameAttribute: LDAPAttributeName
}

extension DirectoryPreset {
    /// RFC 2798, RFC 4519, RFC 4530.
    static let openLDAP = DirectoryPreset(
        peopleFilter: "(objectClass=inetOrgPerson)", login: ["uid"],
        attributes: AttributeMap(
            id: "entryUUID", idFormat: .text, login: ["uid"], email: ["mail"], displayName: ["displayName", "cn"],
            givenName: ["givenName"], familyName: ["sn"], memberOf: "memberOf"),
        groupFilter: "(objectClass=groupOfNames)", via: .search, nameAttribute: "entryDN")

    /// Microsoft, Active Directory Technical Specification, sections 3.1.1.3.1.1 and 3.1.1.3.4.4.3.
    static let activeDirectory = DirectoryPreset(
        peopleFilter: "(&(objectCategory=person)(objectClass=user))", login: ["sAMAccountName", "userPrincipalName"],
        attributes: AttributeMap(
            id: "objectGUID", idFormat: .guid, login: ["sAMAccountName"], email: ["mail"],
            displayName: ["displayName", "cn"], givenName: ["givenName"], familyName: ["sn"], memberOf: "memberOf"),
        groupFilter: "(objectClass=group)", via: .search, isInChain: true, nameAttribute: "distinguishedName")

    /// Red Hat Directory Server, Configuration and schema reference: the plug-in MemberOf writes nested groups too.
    static let directoryServer = DirectoryPreset(
        peopleFilter: "(objectClass=inetOrgPerson)", login: ["uid"],
        attributes: AttributeMap(
            id: "nsUniqueId", idFormat: .text, login: ["uid"], email: ["mail"], displayName: ["displayName", "cn"],
            givenName: ["givenName"], familyName: ["sn"], memberOf: "memberOf"),
        groupFilter: "(|(objectClass=groupOfNames)(objectClass=groupOfUniqueNames))",
        member: ["member", "uniqueMember"], via: .memberOf, memberOfIsComplete: true, nameAttribute: "entrydn")

    /// FreeIPA keeps people and groups in fixed places, and its own unique identifier on each.
    static let freeIPA = DirectoryPreset(
        peopleFilter: "(&(objectClass=posixAccount)(objectClass=inetOrgPerson))", login: ["uid"],
        attributes: AttributeMap(
            id: "ipaUniqueID", idFormat: .text, login: ["uid"], email: ["mail"], displayName: ["displayName", "cn"],
            givenName: ["givenName"], familyName: ["sn"], memberOf: "memberOf"),
        peopleBelow: "cn=users,cn=accounts", groupsBelow: "cn=groups,cn=accounts",
        groupFilter: "(objectClass=ipausergroup)", via: .memberOf, memberOfIsComplete: true, nameAttribute: "entrydn")
}
