import FoundationEssentials
package import IdentityCore

/// How a caller from outside names the entity that a document belongs to.
package enum DocumentHolder: Hashable, Sendable {
    case user(UserSelector)
    case group(GroupID)
    case organization(OrganizationID)
    case tenant(TenantID)
    case workspace(WorkspaceID)
    case role(Role)

    var kind: EntityKind {
        switch self {
        case .user: .user
        case .group: .group
        case .organization: .organization
        case .tenant: .tenant
        case .workspace: .workspace
        case .role: .role
        }
    }

}

extension DocumentName {
    private static let annotationPrefix = "annotation."
    /// In UTF-8, of the name of a dialect.
    private static let maximumDialectBytes = 32

    /// Whether an entity of that kind can have such a document.
    func fits(_ kind: EntityKind) -> Bool {
        if isAnnotation { return true }
        return switch kind {
        case .user: [.userProperties, .adminProperties, .variables, .configuration].contains(self)
        case .organization, .tenant: self == .variables
        default: false
        }
    }

    /// Of any dialect whose name is a short word of lower-case letters, digits and hyphens.
    var isAnnotation: Bool {
        guard rawValue.hasPrefix(Self.annotationPrefix) else { return false }
        let dialect = rawValue.utf8.dropFirst(Self.annotationPrefix.utf8.count)
        return (1...Self.maximumDialectBytes).contains(dialect.count)
            && dialect.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }
}

/// The entity with what its documents ask of a caller.
struct DocumentPlace: Sendable {
    let owner: DocumentOwner
    let object: AuditObject
    /// `nil` for what belongs to the server as a whole.
    let organization: OrganizationID?
    /// What reading and writing need; `nil` for what is the caller's own by being there.
    let reading: Permission
    let writing: Permission
    /// Who else may see the documents, but for those of administrators.
    let isOwn: Bool
    /// The account itself, when the entity is one.
    let user: User?
}
