import HTTPCore
import IdentityCore
import IdentityServices

/// `{id}` of what bears an id that its maker chose: any text that could be one.
struct NamedParameter<Kind>: PathParameter {
    let id: Named<Kind>

    init?(pathSegment: String) {
        guard NameRules.problem(inID: pathSegment, field: "id") == nil else { return nil }
        id = Named(rawValue: pathSegment)
    }
}

/// `{name}` of a document.
struct DocumentNameParameter: PathParameter {
    let name: DocumentName

    init?(pathSegment: String) {
        guard !pathSegment.isEmpty else { return nil }
        name = DocumentName(rawValue: pathSegment)
    }
}

/// `{id}` of an entity that documents belong to.
protocol DocumentHolderParameter: PathParameter {
    static var kind: EntityKind { get }
    static var help: String { get }
    var holder: DocumentHolder { get }
}

extension UserSelectorParameter: DocumentHolderParameter {
    static var kind: EntityKind { .user }
    static var help: String { "An id, or `login:` and a login name." }
    var holder: DocumentHolder { .user(selector) }
}

struct OrganizationHolder: DocumentHolderParameter {
    static let kind = EntityKind.organization
    static let help = "The id of an organization."
    let holder: DocumentHolder

    init?(pathSegment: String) {
        guard let named = NamedParameter<OrganizationKind>(pathSegment: pathSegment) else { return nil }
        holder = .organization(named.id)
    }
}

struct TenantHolder: DocumentHolderParameter {
    static let kind = EntityKind.tenant
    static let help = "The id of a tenant."
    let holder: DocumentHolder

    init?(pathSegment: String) {
        guard let named = NamedParameter<TenantKind>(pathSegment: pathSegment) else { return nil }
        holder = .tenant(named.id)
    }
}

struct GroupHolder: DocumentHolderParameter {
    static let kind = EntityKind.group
    static let help = "The id of a group."
    let holder: DocumentHolder

    init?(pathSegment: String) {
        guard let id = GroupID(pathSegment) else { return nil }
        holder = .group(id)
    }
}

struct WorkspaceHolder: DocumentHolderParameter {
    static let kind = EntityKind.workspace
    static let help = "The id of a workspace."
    let holder: DocumentHolder

    init?(pathSegment: String) {
        guard let id = WorkspaceID(pathSegment) else { return nil }
        holder = .workspace(id)
    }
}
