import FoundationEssentials
import IdentityCore

struct MemoryResources: ResourceReading, ResourceWriting {
    let transaction: MemoryTransaction

    func find(_ key: ResourceKey) throws(ServiceError) -> Resource? { places.resources[ByteKey(key)] }

    func find(number: Int64, type: String) throws(ServiceError) -> Resource? {
        places.resources.values.first { $0.number == number && $0.type.equalsByBytes(type) }
    }

    func list(_ query: ResourceQuery) throws(ServiceError) -> [Resource] {
        let matching = places.resources.values
            .filter { query.organization == nil || $0.organization == query.organization }
            .filter { resource in query.type.map(resource.type.equalsByBytes) ?? true }
            .filter { query.workspace == nil || $0.workspace == query.workspace }
            .filter { query.owner == nil || $0.owner == query.owner }
            .filter { resource in query.after.map { Self.comesBefore($0, ResourcePosition(resource)) } ?? true }
            .sorted { Self.comesBefore(ResourcePosition($0), ResourcePosition($1)) }
        return Array(matching.prefix(max(query.limit, 0)))
    }

    func versions(of key: ResourceKey, after number: Int?, limit: Int) throws(ServiceError) -> [ResourceVersion] {
        let matching = (places.resourceVersions[ByteKey(key)] ?? []).filter { $0.number > number ?? 0 }
        return Array(matching.prefix(max(limit, 0)))
    }

    func insert(_ resource: Resource) throws(ServiceError) -> Resource {
        guard try find(resource.key) == nil else { throw .alreadyExists(.resource, field: "id") }
        try checkReferences(of: resource)
        let number = places.lastResourceNumber[ByteKey(resource.type), default: 0] + 1
        transaction.contents.places.lastResourceNumber[ByteKey(resource.type)] = number
        let numbered = Resource(
            organization: resource.organization, type: resource.type, id: resource.id, number: number,
            name: resource.name, owner: resource.owner, workspace: resource.workspace, createdAt: resource.createdAt,
            updatedAt: resource.updatedAt, version: resource.version)
        transaction.contents.places.resources[ByteKey(resource.key)] = numbered
        return numbered
    }

    func replace(_ resource: Resource) throws(ServiceError) {
        guard var stored = try find(resource.key) else { throw .notFound(.resource) }
        stored.name = resource.name
        stored.owner = resource.owner
        stored.workspace = resource.workspace
        stored.updatedAt = resource.updatedAt
        stored.version = resource.version
        try checkReferences(of: stored)
        transaction.contents.places.resources[ByteKey(resource.key)] = stored
    }

    func remove(_ key: ResourceKey) throws(ServiceError) {
        guard transaction.contents.places.resources.removeValue(forKey: ByteKey(key)) != nil else {
            throw .notFound(.resource)
        }
        transaction.contents.places.resourceVersions[ByteKey(key)] = nil
    }

    func addVersion(_ id: String, to key: ResourceKey, at moment: Date) throws(ServiceError) -> ResourceVersion {
        guard try find(key) != nil else { throw .notFound(.resource) }
        let earlier = places.resourceVersions[ByteKey(key)] ?? []
        guard !earlier.contains(where: { $0.id.equalsByBytes(id) }) else {
            throw .alreadyExists(.resource, field: "version")
        }
        let version = ResourceVersion(number: earlier.count + 1, id: id, createdAt: moment)
        transaction.contents.places.resourceVersions[ByteKey(key)] = earlier + [version]
        return version
    }

    private var places: MemoryPlaces { transaction.contents.places }

    private func checkReferences(of resource: Resource) throws(ServiceError) {
        if let workspace = resource.workspace, places.workspaces[workspace] == nil { throw .notFound(.workspace) }
        if let owner = resource.owner, transaction.contents.users[owner] == nil { throw .notFound(.user) }
    }

    private static func comesBefore(_ left: ResourcePosition, _ right: ResourcePosition) -> Bool {
        left.type.equalsByBytes(right.type)
            ? left.number < right.number : left.type.precedesByBytes(right.type)
    }
}
