import LDAPKit

/// What one person may bring along at most: it all becomes part of an account.
enum IdentityLimits {
    /// Bytes of a name, a mail address, an id, or the DN of a group.
    static let valueBytes = 4_096
    /// Groups of one person, those above them included.
    static let groups = 65_536
}

protocol NamedGroup { var dn: DistinguishedName { get } }

extension FoundGroup: NamedGroup {}

extension Array where Element: NamedGroup {
    /// All of them or a failure: with some left out, rights would be taken away.
    func withinLimits() throws(LDAPFailure) -> [Element] {
        guard count <= IdentityLimits.groups else {
            throw LDAPFailure(
                .tooMuch, during: .search, diagnostic: "more than \(IdentityLimits.groups) groups of one person")
        }
        guard allSatisfy({ $0.dn.text.utf8.count <= IdentityLimits.valueBytes }) else {
            throw LDAPFailure(
                .tooMuch, during: .search,
                diagnostic: "the name of a group has more than \(IdentityLimits.valueBytes) bytes")
        }
        return self
    }
}
