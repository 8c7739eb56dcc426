import FoundationEssentials
import IdentityCore

struct MemoryOrganizations: OrganizationReading, OrganizationWriting {
    let transaction: MemoryTransaction

    /// There before anything else is; a store without a file has no beginning that could be noted.
    static let standard = Organization(
        id: .standard, name: "Default", createdAt: Date(timeIntervalSince1970: 0),
        updatedAt: Date(timeIntervalSince1970: 0))

    func find(_ id: OrganizationID) throws(ServiceError) -> Organization? { transaction.contents.organizations[id] }

    func list(after: OrganizationID?, limit: Int) throws(ServiceError) -> [Organization] {
        let matching = transaction.contents.organizations.values
            .filter { organization in after.map { $0 < organization.id } ?? true }
            .sorted { $0.id < $1.id }
        return Array(matching.prefix(max(limit, 0)))
    }

    func insert(_ organization: Organization) throws(ServiceError) {
        let folded = organization.id.rawValue.foldedInASCII
        guard !transaction.contents.organizations.keys.contains(where: { $0.rawValue.foldedInASCII == folded }) else {
            throw .alreadyExists(.organization, field: "id")
        }
        transaction.contents.organizations[organization.id] = organization
    }

    func replace(_ organization: Organization) throws(ServiceError) {
        guard try find(organization.id) != nil else { throw .notFound(.organization) }
        transaction.contents.organizations[organization.id] = organization
    }

    func remove(_ id: OrganizationID) throws(ServiceError) {
        guard try find(id) != nil else { throw .notFound(.organization) }
        if let kind = contents(of: id) { throw .conflict(.notEmpty(kind)) }
        transaction.contents.organizations[id] = nil
        transaction.contents.documents[.organization(id)] = nil
    }

    /// What is still in the organization.
    private func contents(of id: OrganizationID) -> EntityKind? {
        let contents = transaction.contents
        if contents.tenants.values.contains(where: { $0.organization == id }) { return .tenant }
        if contents.users.values.contains(where: { $0.organization == id }) { return .user }
        if contents.groups.groups.values.contains(where: { $0.organization == id }) { return .group }
        return contents.places.kind(in: id)
    }
}
