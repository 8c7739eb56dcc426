import FoundationEssentials
package import IdentityCore

extension OrganizationService {
    /// Gives the organization another name or other variables; what is left out stays, and so does its id.
    /// - Parameter variables: JSON, kept unread, in the place of what is there.
    /// - Throws: `conflict(.versionMoved)`, `invalidInput`, `notFound`.
    package func edit(
        _ id: OrganizationID, name: String? = nil, variables: String? = nil, ifVersion: Int? = nil, as caller: Caller
    ) async throws(ServiceError) -> Organization {
        try caller.require(.manageOrganizations)
        let now = hands.clock.now()
        if let name { try PlaceDraft.check(name: name, using: hands.text) }
        let documents = try DocumentDraft(variables: variables, of: .organization)
        return try await storage.write { store in
            let current = try caller.confirm(.manageOrganizations, in: store, at: now)
            var organization = try target(id, in: store, as: current, ifVersion: ifVersion)
            var fields: [String] = []
            if let name, name != organization.name { fields.append("name") }
            fields += try documents.store(of: .organization(id), in: store)
            guard !fields.isEmpty else { return organization }
            organization.name = name ?? organization.name
            organization.updatedAt = now
            organization.version += 1
            try store.organizationWrites.replace(organization)
            try store.auditWrites.append(
                current.entry(
                    .organizationEdited, on: .organization(organization), at: now, in: organization.id,
                    detail: fields.joined(separator: ", ")))
            return organization
        }
    }

    /// Removes an empty organization, with the tenant of its own name.
    /// - Throws: `conflict(.notEmpty)` while anything else is in it, `conflict(.builtIn)` for the standard one.
    package func delete(
        _ id: OrganizationID, ifVersion: Int? = nil, as caller: Caller
    ) async throws(ServiceError) {
        try caller.requireOnServer(.manageOrganizations)
        let now = hands.clock.now()
        try await storage.write { store in
            let current = try caller.confirm(.manageOrganizations, in: store, at: now)
            try current.requireOnServer(.manageOrganizations)
            let organization = try target(id, in: store, as: current, ifVersion: ifVersion)
            guard id != .standard else { throw ServiceError.conflict(.builtIn(.organization)) }
            if try store.tenants.find(id.ownTenant)?.organization == id { try store.tenantWrites.remove(id.ownTenant) }
            try store.organizationWrites.remove(id)
            try store.auditWrites.append(
                current.entry(.organizationDeleted, on: .organization(organization), at: now, in: organization.id))
        }
    }

    private func target(
        _ id: OrganizationID, in store: any StoreReading, as caller: Caller, ifVersion: Int?
    ) throws(ServiceError) -> Organization {
        try caller.requireReach(.manageOrganizations, into: id, orNotFound: .organization)
        let organization = try store.organizations.require(id)
        try requireVersion(ifVersion, current: organization.version)
        return organization
    }
}
