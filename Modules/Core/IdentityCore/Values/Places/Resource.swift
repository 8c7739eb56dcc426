package import FoundationEssentials

/// Something that people own and share and that some client or dialect gives a meaning to: a model, a pipeline.
package struct Resource: Hashable, Sendable {
    package let organization: OrganizationID
    /// As in `Permission.type`.
    package let type: String
    /// Chosen by the caller, unique for its type within the organization; compared byte by byte.
    package let id: String
    /// Increasing within the type over the whole server and never reused; the store gives it.
    package let number: Int64
    package var name: String
    /// `nil` when there was none or the user is gone.
    package var owner: UserID?
    package var workspace: WorkspaceID?
    package let createdAt: Date
    package var updatedAt: Date
    /// Of this record, against stale edits; `ResourceVersion` is what the resource itself went through.
    package var version: Int

    package init(
        organization: OrganizationID, type: String, id: String, number: Int64, name: String, owner: UserID? = nil,
        workspace: WorkspaceID? = nil, createdAt: Date, updatedAt: Date, version: Int = 1
    ) {
        self.organization = organization
        self.type = type
        self.id = id
        self.number = number
        self.name = name
        self.owner = owner
        self.workspace = workspace
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.version = version
    }

    package var key: ResourceKey { ResourceKey(organization: organization, type: type, id: id) }
}

/// What a resource is known by.
package struct ResourceKey: Hashable, Sendable {
    package let organization: OrganizationID
    package let type: String
    package let id: String

    package init(organization: OrganizationID, type: String, id: String) {
        self.organization = organization
        self.type = type
        self.id = id
    }

    package static func == (left: Self, right: Self) -> Bool {
        left.organization == right.organization && left.type == right.type
            && left.id.utf8.elementsEqual(right.id.utf8)
    }
}

/// One state of a resource. Appended, never changed, and gone only with the resource.
package struct ResourceVersion: Hashable, Sendable {
    /// From 1, without gaps.
    package let number: Int
    /// Chosen by the caller, unique within the resource; compared byte by byte.
    package let id: String
    package let createdAt: Date

    package init(number: Int, id: String, createdAt: Date) {
        self.number = number
        self.id = id
        self.createdAt = createdAt
    }
}
