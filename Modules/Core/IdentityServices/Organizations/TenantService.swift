package import IdentityCore

/// Tenants, the parts of an organization: create, read, list, edit, delete.
package struct TenantService: Sendable {
    let storage: any Storage
    let hands: ServiceHands

    package init(storage: any Storage, hands: ServiceHands) {
        self.storage = storage
        self.hands = hands
    }

    /// - Throws: `invalidInput`; `alreadyExists`, also for the id of a tenant out of reach, because ids are unique on the
    ///   server; `notFound` for an organization out of reach.
    package func create(_ command: CreateTenant, as caller: Caller) async throws(ServiceError) -> Tenant {
        try caller.require(.manageTenants)
        let now = hands.clock.now()
        let name = try PlaceDraft.checked(id: command.id, name: command.name, using: hands.text)
        let documents = try DocumentDraft(variables: command.variables, of: .tenant)
        return try await storage.write { store in
            let current = try caller.confirm(.manageTenants, in: store, at: now)
            let place = command.organization ?? current.organization
            try current.requireReach(.manageTenants, into: place, orNotFound: .organization)
            let tenant = Tenant(
                id: TenantID(rawValue: command.id), organization: place, name: name, createdAt: now, updatedAt: now)
            try store.tenantWrites.insert(tenant)
            _ = try documents.store(of: .tenant(tenant.id), in: store)
            try store.auditWrites.append(
                current.entry(.tenantCreated, on: .tenant(tenant), at: now, in: tenant.organization))
            return tenant
        }
    }

    /// Everybody may read the tenant they belong to.
    package func read(_ id: TenantID, as caller: Caller) async throws(ServiceError) -> Tenant {
        try caller.requireFullSession()
        let tenant = try await storage.read(.point) { store in try store.tenants.find(id) }
        if let tenant, tenant.id == caller.account?.user.tenant { return tenant }
        try caller.require(.readOrganizations)
        guard let tenant, caller.reaches(tenant.organization, with: .readOrganizations) else {
            throw .notFound(.tenant)
        }
        return tenant
    }

    /// By id, of one organization or of all within reach.
    package func list(
        of organization: OrganizationID? = nil, after: TenantID? = nil, limit: Int, as caller: Caller
    ) async throws(ServiceError) -> [Tenant] {
        try caller.require(.readOrganizations)
        let place = try caller.place(for: .readOrganizations, asked: organization)
        return try await storage.read(.scan) { store in
            try store.tenants.list(of: place, after: after, limit: limit)
        }
    }

    /// Gives the tenant another name or other variables; what is left out stays, and so do its id and its organization.
    /// - Parameters:
    ///   - variables: JSON, kept unread, in the place of what is there.
    ///   - organization: which the caller takes it to be in; any when left out.
    /// - Throws: `conflict(.versionMoved)`, `invalidInput`, `notFound`; `unsupported` when it is in another organization.
    package func edit(
        _ id: TenantID, name: String? = nil, variables: String? = nil, in organization: OrganizationID? = nil,
        ifVersion: Int? = nil, as caller: Caller
    ) async throws(ServiceError) -> Tenant {
        try caller.require(.manageTenants)
        let now = hands.clock.now()
        if let name { try PlaceDraft.check(name: name, using: hands.text) }
        let documents = try DocumentDraft(variables: variables, of: .tenant)
        return try await storage.write { store in
            let current = try caller.confirm(.manageTenants, in: store, at: now)
            var tenant = try target(id, in: store, as: current, ifVersion: ifVersion)
            guard organization.map({ $0 == tenant.organization }) ?? true else {
                throw ServiceError.unsupported("A tenant stays in its organization.")
            }
            var fields: [String] = []
            if let name, name != tenant.name { fields.append("name") }
            fields += try documents.store(of: .tenant(id), in: store)
            guard !fields.isEmpty else { return tenant }
            tenant.name = name ?? tenant.name
            tenant.updatedAt = now
            tenant.version += 1
            try store.tenantWrites.replace(tenant)
            try store.auditWrites.append(
                current.entry(
                    .tenantEdited, on: .tenant(tenant), at: now, in: tenant.organization,
                    detail: fields.joined(separator: ", ")))
            return tenant
        }
    }

    /// Removes an empty tenant.
    /// - Throws: `conflict(.notEmpty)` while users live in it; `conflict(.builtIn)` for the standard one; `unsupported` for
    ///   one that bears its organization's name: that goes with the organization.
    package func delete(_ id: TenantID, ifVersion: Int? = nil, as caller: Caller) async throws(ServiceError) {
        try caller.require(.manageTenants)
        let now = hands.clock.now()
        try await storage.write { store in
            let current = try caller.confirm(.manageTenants, in: store, at: now)
            let tenant = try target(id, in: store, as: current, ifVersion: ifVersion)
            guard id != .standard else { throw ServiceError.conflict(.builtIn(.tenant)) }
            guard tenant.organization.ownTenant != id else {
                throw ServiceError.unsupported("The tenant that bears its organization's name goes with that.")
            }
            try store.tenantWrites.remove(id)
            try store.auditWrites.append(
                current.entry(.tenantDeleted, on: .tenant(tenant), at: now, in: tenant.organization))
        }
    }

    private func target(
        _ id: TenantID, in store: any StoreReading, as caller: Caller, ifVersion: Int?
    ) throws(ServiceError) -> Tenant {
        guard let tenant = try store.tenants.find(id) else { throw .notFound(.tenant) }
        try caller.requireReach(.manageTenants, into: tenant.organization, orNotFound: .tenant)
        try requireVersion(ifVersion, current: tenant.version)
        return tenant
    }
}

/// What a new tenant is to be.
package struct CreateTenant: Sendable {
    /// Chosen by the caller; see `NameRules`.
    package var id: String
    /// The caller's own when left out.
    package var organization: OrganizationID?
    /// The id when left out.
    package var name: String?
    /// JSON, kept unread.
    package var variables: String?

    package init(
        id: String, organization: OrganizationID? = nil, name: String? = nil, variables: String? = nil
    ) {
        self.id = id
        self.organization = organization
        self.name = name
        self.variables = variables
    }
}
