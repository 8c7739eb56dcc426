import FoundationEssentials
import IdentityCore
import LDAPKit
import UnicodeText

/// Finds one person.
struct PeopleLookup {
    enum Hit: Sendable {
        case nobody
        case one(LDAPEntry)
        case several([String])
    }

    let directory: DirectorySettings

    /// Enough to see that there is more than one; a server that sends more than was asked for is broken off from.
    private static let enough = 10

    func entry(login: String, over connection: LDAPConnection) throws(LDAPFailure) -> Hit {
        guard Self.canBeLogin(login) else { return .nobody }
        let hit = try entry(directory.people.has(login), over: connection)
        guard case .one(let entry) = hit, !isNamed(entry, login) else { return hit }
        return .nobody
    }

    /// Of whom has signed in by that name: the same filter decides who counts.
    func entry(
        login: String, as name: DirectName, over connection: LDAPConnection
    ) throws(LDAPFailure) -> Hit {
        guard case .entry(let template) = name, let dn = try? template.name([DirectName.place: login]) else {
            return try entry(login: login, over: connection)
        }
        let search = LDAPSearch(
            base: dn, scope: .base, filter: directory.people.filter, attributes: directory.requested)
        guard let entry = try connection.everything(search).first, isInside(entry),
            let found = GroupNames.dn(entry.dn), Self.key(found.canonical) == Self.key(dn.canonical)
        else { return .nobody }
        return .one(entry)
    }

    func entry(id: String, over connection: LDAPConnection) throws(LDAPFailure) -> Hit {
        guard let value = EntryID.value(id, as: directory.attributes.idFormat) else { return .nobody }
        return try entry(.equals(directory.attributes.id, value), over: connection)
    }

    /// What lies outside of the base is nobody, whatever brought it into the answer (CVE-2026-16071).
    private func entry(_ question: LDAPFilter, over connection: LDAPConnection) throws(LDAPFailure) -> Hit {
        var search = directory.people.search(question, attributes: directory.requested)
        search.sizeLimit = Self.enough
        let answer = try connection.search(search)
        let inside = answer.entries.filter { isInside($0) }
        if inside.count > 1 { return .several(inside.map(\.dn)) }
        if case .cutOff(let code, let diagnostic) = answer.end {
            throw LDAPFailure(.answer(code), during: .search, diagnostic: diagnostic)
        }
        return inside.first.map(Hit.one) ?? .nobody
    }

    func isInside(_ entry: LDAPEntry) -> Bool {
        (try? DistinguishedName(entry.dn).isWithin(directory.people.base)) == true
    }

    /// A NUL or another control character stands in nobody's login, and ends a text for some servers.
    static func canBeLogin(_ login: String) -> Bool {
        !login.isEmpty && login.utf8.count <= 255
            && !login.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }

    /// Directories pass over accents, soft hyphens and more when they compare. Were that one person here, each spelling
    /// would be a login of its own to whoever counts wrong passwords.
    private func isNamed(_ entry: LDAPEntry, _ login: String) -> Bool {
        let wanted = Self.key(login)
        return directory.people.login.contains { name in
            entry.strings(name.text).contains { Self.key($0).utf8.elementsEqual(wanted.utf8) }
        }
    }

    /// As the core compares logins; blanks as RFC 4518 section 2.6.1 does.
    private static func key(_ login: String) -> String {
        UnistringNormalizer().comparisonKey(login.split(separator: " ").joined(separator: " "))
    }
}
