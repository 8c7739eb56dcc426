package import FoundationEssentials

/// People and things that are administered together. Users belong to a tenant of one organization.
package struct Organization: Hashable, Sendable, Identifiable {
    package let id: OrganizationID
    package var name: String
    package let createdAt: Date
    package var updatedAt: Date
    package var version: Int

    package init(id: OrganizationID, name: String, createdAt: Date, updatedAt: Date, version: Int = 1) {
        self.id = id
        self.name = name
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.version = version
    }
}

/// A part of an organization.
package struct Tenant: Hashable, Sendable, Identifiable {
    package let id: TenantID
    package let organization: OrganizationID
    package var name: String
    package let createdAt: Date
    package var updatedAt: Date
    package var version: Int

    package init(
        id: TenantID, organization: OrganizationID, name: String, createdAt: Date, updatedAt: Date, version: Int = 1
    ) {
        self.id = id
        self.organization = organization
        self.name = name
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.version = version
    }
}
