import LDAPKit

/// Which groups let somebody in.
struct Admission: Sendable {
    private let names: Set<String>
    private let dns: Set<DistinguishedName>
    let isOpen: Bool

    init(_ admits: [String]) {
        isOpen = admits.isEmpty
        names = Set(admits)
        dns = Set(admits.compactMap(GroupNames.dn))
    }

    /// The first of the person's groups that does; `nil` when none does.
    func admitting(_ found: [FoundGroup], _ groups: GroupSettings) -> FoundGroup? {
        found.first { group in
            dns.contains(group.dn)
                || GroupNames.plainName(of: group.dn, groups).map(isNamed) == true
        }
    }

    /// Byte by byte, as the mapping of groups compares: look-alikes are other names.
    private func isNamed(_ name: String) -> Bool { names.contains { $0.utf8.elementsEqual(name.utf8) } }

    func admits(_ found: [FoundGroup], _ groups: GroupSettings) -> Bool {
        isOpen || admitting(found, groups) != nil
    }
}
