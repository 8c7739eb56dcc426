import CommandParsing
import Composition
import IdentityCore
import IdentityServices

/// What the commands about documents take.
enum DocumentOptions {
    static let name = Argument(
        "NAME", "user-properties, admin-properties, variables, configuration, or annotation.DIALECT")
    static let holders: [Option] = [
        .value("user", "USER", "of this user: a login or an id"),
        .value("group", "GROUP", "of the group with this id"),
        .value("org", "ORG", "of this organization"),
        .value("tenant", "TENANT", "of this tenant"),
        .value("workspace", "ID", "of the workspace with this id"),
    ]

    static func name(_ arguments: ParsedArguments) -> DocumentName {
        DocumentName(rawValue: arguments.required("NAME"))
    }

    static func holder(_ arguments: ParsedArguments) throws(UsageError) -> DocumentHolder {
        var found: [DocumentHolder] = []
        if let user = arguments.value("user") { found.append(.user(UserOptions.selector(user))) }
        if let text = arguments.value("group") {
            guard let id = GroupID(text) else { throw UsageError("--group is the id of a group") }
            found.append(.group(id))
        }
        if let id = arguments.value("org") { found.append(.organization(OrganizationID(rawValue: id))) }
        if let id = arguments.value("tenant") { found.append(.tenant(TenantID(rawValue: id))) }
        if let text = arguments.value("workspace") {
            guard let id = WorkspaceID(text) else { throw UsageError("--workspace is the id of a workspace") }
            found.append(.workspace(id))
        }
        guard let holder = found.first, found.count == 1 else {
            throw UsageError("give one of --user, --group, --org, --tenant and --workspace")
        }
        return holder
    }
}
