import FoundationEssentials
package import IdentityCore

/// Where a page of an export ended.
package enum ExportPosition: Sendable {
    case organization(OrganizationID), tenant(TenantID), client(ClientID), role(Role), user(UserPosition)
    case workspace(Int64)
}

extension DesiredStateService {
    /// What is there, as somebody would wish it: the same for the same state, and without secrets. Built-in roles are left
    /// out. Groups come all at once, as trees.
    /// - Parameter after: where the page before ended.
    /// - Returns: also where the next page begins; `nil` behind the last one.
    package func export(
        _ section: DesiredSection, after: ExportPosition? = nil, as caller: Caller
    ) async throws(ServiceError) -> (entries: [DesiredEntry], next: ExportPosition?) {
        try caller.requireFullSession()
        try caller.require(reading: section)
        let limit = Self.pageSize
        let page: Page = try await storage.read(.scan) { store in
            switch section {
            case .organizations: try organizations(after, limit, in: store, as: caller)
            case .tenants: try tenants(after, limit, in: store, as: caller)
            case .clients: try clients(after, limit, in: store)
            case .roles: try roles(after, limit, in: store)
            case .groups: Page(entries: try trees(in: store, as: caller), last: nil)
            case .users: try users(after, limit, in: store, as: caller)
            case .workspaces: try workspaces(after, limit, in: store, as: caller)
            }
        }
        return (page.entries, page.last)
    }

    private struct Page: Sendable {
        let entries: [DesiredEntry]
        let last: ExportPosition?

        /// - Parameter isFull: whether more may come.
        init(entries: [DesiredEntry], last: ExportPosition?, isFull: Bool = false) {
            self.entries = entries
            self.last = isFull ? last : nil
        }
    }

    private func organizations(
        _ after: ExportPosition?, _ limit: Int, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> Page {
        if let own = try caller.place(reading: .organizations) {
            let found = try store.organizations.find(own).map { [$0] } ?? []
            return Page(entries: found.map(Self.entry), last: nil)
        }
        var position: OrganizationID?
        if case .organization(let id)? = after { position = id }
        let page = try store.organizations.list(after: position, limit: limit)
        return Page(
            entries: page.map(Self.entry), last: page.last.map { .organization($0.id) }, isFull: page.count == limit)
    }

    private static func entry(_ organization: Organization) -> DesiredEntry {
        DesiredEntry(.organizations, organization.id.rawValue, fields: organization.desired)
    }

    private func tenants(
        _ after: ExportPosition?, _ limit: Int, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> Page {
        var position: TenantID?
        if case .tenant(let id)? = after { position = id }
        let place = try caller.place(reading: .tenants)
        let page = try store.tenants.list(of: place, after: position, limit: limit)
        return Page(
            entries: page.map { DesiredEntry(.tenants, $0.id.rawValue, fields: $0.desired) },
            last: page.last.map { .tenant($0.id) }, isFull: page.count == limit)
    }

    private func clients(
        _ after: ExportPosition?, _ limit: Int, in store: any StoreReading
    ) throws(ServiceError) -> Page {
        var position: ClientID?
        if case .client(let id)? = after { position = id }
        let page = try store.clients.list(after: position, limit: limit)
        return Page(
            entries: page.map { DesiredEntry(.clients, $0.id.rawValue, fields: $0.desired) },
            last: page.last.map { .client($0.id) }, isFull: page.count == limit)
    }

    private func roles(
        _ after: ExportPosition?, _ limit: Int, in store: any StoreReading
    ) throws(ServiceError) -> Page {
        var position: Role?
        if case .role(let role)? = after { position = role }
        let page = try store.roles.list(.all, after: position, limit: limit)
        return Page(
            entries: page.map { DesiredEntry(.roles, $0.role.rawValue, fields: $0.desired) },
            last: page.last.map { .role($0.role) }, isFull: page.count == limit)
    }

    private func users(
        _ after: ExportPosition?, _ limit: Int, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> Page {
        var query = UserQuery(organization: try caller.place(reading: .users), limit: limit)
        if case .user(let position)? = after { query.after = position }
        let page = try store.users.list(query)
        var entries: [DesiredEntry] = []
        for user in page {
            entries.append(DesiredEntry(.users, user.login.display, fields: try store.desired(user)))
        }
        return Page(
            entries: entries, last: page.last.map { .user($0.position(in: query.sort)) }, isFull: page.count == limit)
    }

    /// In the order of their numbers, so that those of a copy come in the same order.
    private func workspaces(
        _ after: ExportPosition?, _ limit: Int, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> Page {
        var query = WorkspaceQuery(organization: try caller.place(reading: .workspaces), limit: limit)
        if case .workspace(let number)? = after { query.after = number }
        let page = try store.workspaces.list(query)
        var entries: [DesiredEntry] = []
        for workspace in page where caller.maySee(workspace) {
            entries.append(DesiredEntry(.workspaces, workspace.name, fields: try store.desired(workspace)))
        }
        return Page(
            entries: entries, last: page.last.map { .workspace($0.number) }, isFull: page.count == limit)
    }

    private func trees(in store: any StoreReading, as caller: Caller) throws(ServiceError) -> [DesiredEntry] {
        var query = GroupQuery(organization: try caller.place(reading: .groups), limit: Self.pageSize)
        var below: [GroupID?: [Group]] = [:]
        while true {
            let page = try store.groups.list(query)
            for group in page { below[group.parent, default: []].append(group) }
            guard page.count == query.limit, let last = page.last else { break }
            query.after = GroupPosition(key: last.name.key, id: last.id)
        }
        let top = (below[nil] ?? []).sorted { ($0.organization, $0.name.key) < ($1.organization, $1.name.key) }
        return top.map { Self.tree($0, below, depth: 1) }
    }

    private static func tree(_ group: Group, _ below: [GroupID?: [Group]], depth: Int) -> DesiredEntry {
        var fields = group.desired
        if depth == 1 { fields[.organization] = .text(group.organization.rawValue) }
        let children = depth < Group.maximumDepth ? below[group.id] ?? [] : []
        return DesiredEntry(
            .groups, group.name.display, fields: fields, children: children.map { tree($0, below, depth: depth + 1) })
    }
}
