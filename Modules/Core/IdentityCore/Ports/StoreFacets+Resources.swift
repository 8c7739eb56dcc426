package import FoundationEssentials

package protocol ResourceReading {
    func find(_ key: ResourceKey) throws(ServiceError) -> Resource?
    func find(number: Int64, type: String) throws(ServiceError) -> Resource?
    /// By type, then by number.
    func list(_ query: ResourceQuery) throws(ServiceError) -> [Resource]
    /// By number, the first ones first; none when there is no such resource.
    func versions(of key: ResourceKey, after number: Int?, limit: Int) throws(ServiceError) -> [ResourceVersion]
}

/// One page of resources, by type, then by number.
package struct ResourceQuery: Hashable, Sendable {
    package var organization: OrganizationID?
    package var type: String?
    package var workspace: WorkspaceID?
    package var owner: UserID?
    package var after: ResourcePosition?
    package var limit: Int

    package init(
        organization: OrganizationID? = nil, type: String? = nil, workspace: WorkspaceID? = nil, owner: UserID? = nil,
        after: ResourcePosition? = nil, limit: Int
    ) {
        self.organization = organization
        self.type = type
        self.workspace = workspace
        self.owner = owner
        self.after = after
        self.limit = limit
    }
}

/// Where a page of resources ended.
package struct ResourcePosition: Hashable, Sendable {
    package var type: String
    package var number: Int64

    package init(type: String, number: Int64) {
        self.type = type
        self.number = number
    }

    package init(_ resource: Resource) { self.init(type: resource.type, number: resource.number) }
}

package protocol ResourceWriting {
    /// - Returns: the resource with the number it was given; the number it came with is not looked at.
    /// - Throws: `alreadyExists(.resource, field: "id")`; `notFound` when its owner or workspace is not there.
    func insert(_ resource: Resource) throws(ServiceError) -> Resource
    /// Stores what may change of the resource with that key.
    /// - Throws: `notFound(.resource)`, or `notFound` as `insert` does.
    func replace(_ resource: Resource) throws(ServiceError)
    /// Removes the resource with its versions; its number is never given again.
    /// - Throws: `notFound(.resource)`.
    func remove(_ key: ResourceKey) throws(ServiceError)
    /// - Returns: the version with the number it was given.
    /// - Throws: `notFound(.resource)`; `alreadyExists(.resource, field: "version")` when it has a version of that id.
    func addVersion(_ id: String, to key: ResourceKey, at moment: Date) throws(ServiceError) -> ResourceVersion
}
