import IdentityCore

/// What the wish itself names, for references from one part of it to another; and names that come twice.
struct DesiredNames: Sendable {
    private(set) var problems: [FieldProblem] = []
    private(set) var tenants: [TenantID: OrganizationID] = [:]
    /// Where each user is wished to be; `nil` for where the user is.
    private(set) var users: [String: OrganizationID?] = [:]
    /// What each organization is called, by id.
    private(set) var organizations: [String: String] = [:]
    /// To the letter.
    private(set) var roles: Set<String> = []
    private var emails: Set<String> = []
    private var seen: [DesiredSection: Set<String>] = [:]
    private let comparison: DesiredComparison
    private let home: OrganizationID

    /// - Parameter home: where things are that name no organization.
    init(_ state: DesiredState, home: OrganizationID, _ comparison: DesiredComparison) {
        self.comparison = comparison
        self.home = home
        for section in DesiredSection.allCases {
            for entry in state[section] { note(entry) }
        }
    }

    func contains(_ section: DesiredSection, _ name: String, of organization: OrganizationID? = nil) -> Bool {
        seen[section]?.contains(key(section, name, organization)) ?? false
    }

    func containsGroup(_ path: [String], of organization: OrganizationID) -> Bool {
        seen[.groups]?.contains(groupKey(path, organization)) ?? false
    }

    private mutating func note(_ entry: DesiredEntry) {
        let place = entry.text(.organization).map(OrganizationID.init(rawValue:))
        switch entry.section {
        case .groups: return noteGroups(entry, above: [], of: place ?? home)
        case .tenants: tenants[TenantID(rawValue: entry.name)] = place ?? home
        case .organizations: organizations[entry.name] = entry.text(.name) ?? entry.name
        case .roles: roles.insert(entry.name)
        case .users:
            users[comparison.key(entry.name)] = .some(place)
            if let email = entry.text(.email), !emails.insert(comparison.key(email)).inserted {
                problems.append(entry.problem("email", .duplicate, "This mail address stands here twice."))
            }
        default: break
        }
        add(key(entry.section, entry.name, place ?? home), entry)
    }

    private mutating func noteGroups(_ entry: DesiredEntry, above: [String], of organization: OrganizationID) {
        let path = above + [entry.name]
        add(groupKey(path, organization), entry)
        for child in entry.children { noteGroups(child, above: path, of: organization) }
    }

    private mutating func add(_ key: String, _ entry: DesiredEntry) {
        guard !seen[entry.section, default: []].insert(key).inserted else { return }
        problems.append(
            entry.problem(entry.section.identity, .duplicate, "This \(entry.section.kind.rawValue) stands here twice."))
    }

    private func key(_ section: DesiredSection, _ name: String, _ organization: OrganizationID?) -> String {
        switch section {
        case .organizations, .tenants, .clients: name
        case .roles, .users: comparison.key(name)
        case .workspaces: "\(organization ?? home)/\(comparison.workspaceKey(name))"
        case .groups: groupKey(DesiredComparison.path(name), organization ?? home)
        }
    }

    private func groupKey(_ path: [String], _ organization: OrganizationID) -> String {
        "\(organization)/\(comparison.pathKey(path))"
    }
}
