/// A JSON object that belongs to an entity and that the core stores and returns unread: the properties of a user, or
/// what only one dialect knows.
package struct Document: Hashable, Sendable {
    /// In UTF-8, of one document.
    package static let maximumBytes = 65_536
    /// Of one entity.
    package static let maximumCount = 32

    package let owner: DocumentOwner
    package let name: DocumentName
    /// JSON, as it was given.
    package var text: String

    package init(owner: DocumentOwner, name: DocumentName, text: String) {
        self.owner = owner
        self.name = name
        self.text = text
    }
}

/// The entity that a document belongs to.
package struct DocumentOwner: Hashable, Sendable {
    package let kind: EntityKind
    package let id: String

    package init(kind: EntityKind, id: String) {
        self.kind = kind
        self.id = id
    }

    package static func user(_ id: UserID) -> DocumentOwner { DocumentOwner(kind: .user, id: id.description) }
    package static func group(_ id: GroupID) -> DocumentOwner { DocumentOwner(kind: .group, id: id.description) }
    package static func organization(_ id: OrganizationID) -> DocumentOwner {
        DocumentOwner(kind: .organization, id: id.rawValue)
    }
    package static func tenant(_ id: TenantID) -> DocumentOwner { DocumentOwner(kind: .tenant, id: id.rawValue) }
    package static func role(_ role: Role) -> DocumentOwner { DocumentOwner(kind: .role, id: role.rawValue) }
    package static func workspace(_ id: WorkspaceID) -> DocumentOwner {
        DocumentOwner(kind: .workspace, id: id.description)
    }
}

/// Which of an entity's documents.
package struct DocumentName: Hashable, Sendable, RawRepresentable, Comparable {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package static func < (left: Self, right: Self) -> Bool {
        left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
    }

    /// Written by the user and by administrators.
    package static let userProperties = DocumentName(rawValue: "user-properties")
    /// Written by administrators and seen by them only.
    package static let adminProperties = DocumentName(rawValue: "admin-properties")
    /// Values that queries of the user, tenant or organization may use.
    package static let variables = DocumentName(rawValue: "variables")
    /// Settings of the user's own.
    package static let configuration = DocumentName(rawValue: "configuration")
    /// What only that dialect knows.
    package static func annotation(of dialect: String) -> DocumentName {
        DocumentName(rawValue: "annotation.\(dialect)")
    }
}
