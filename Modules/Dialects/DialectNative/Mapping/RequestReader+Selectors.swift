import DialectKit
import IdentityCore
import IdentityServices

extension RequestReader {
    func workspaceSelector() throws(ServiceError) -> WorkspaceSelector {
        try path(as: WorkspaceSelectorParameter.self, kind: .workspace).selector
    }

    func resourceSelector() throws(ServiceError) -> ResourceSelector {
        ResourceSelector(
            type: try path(as: ResourceTypeParameter.self, kind: .resource).type,
            name: try path(1, as: ResourceNameParameter.self, kind: .resource).name,
            organization: query("organization").map(OrganizationID.init(rawValue:)))
    }

    /// A workspace named in the query or the body.
    mutating func workspace(_ text: String?, field: String) -> WorkspaceSelector? {
        guard let text else { return nil }
        if let selector = WorkspaceSelector(text: text) { return selector }
        report(FieldProblem(field, .malformed, "\(field) is an id, number:N or name:NAME."))
        return nil
    }

    /// A user named in the query or the body.
    mutating func user(_ text: String?, field: String) -> UserSelector? {
        guard let text else { return nil }
        if let parameter = UserSelectorParameter(pathSegment: text) { return parameter.selector }
        report(FieldProblem(field, .malformed, "\(field) is an id, or login: and a login name."))
        return nil
    }
}
