import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

private let permissionParameter = ParameterDescription(
    "permission", .string, "Required. `type:action` or `type/id:action`, with * for any.")
private let organizationParameter = ParameterDescription(
    "organization", .string, "The organization of the resource.")

extension RequestReader {
    fileprivate mutating func permission() -> Permission {
        guard let text = query("permission") else {
            report(FieldProblem("permission", .missing, "permission is missing."))
            return Permission("")
        }
        guard let permission = Permission(text) else {
            report(
                FieldProblem("permission", .malformed, "permission looks like type:action or type/id:action."))
            return Permission("")
        }
        return permission
    }

    fileprivate func organization() -> OrganizationID? {
        query("organization").map(OrganizationID.init(rawValue:))
    }

    fileprivate mutating func user(_ name: String) -> UserSelector {
        guard let text = query(name) else {
            report(FieldProblem(name, .missing, "\(name) is missing."))
            return .login("")
        }
        guard let parameter = UserSelectorParameter(pathSegment: text) else {
            report(FieldProblem(name, .malformed, "\(name) is an id, or login: and a login name."))
            return .login("")
        }
        return parameter.selector
    }
}

struct AllowsInput: EndpointInput {
    static let description = InputDescription(query: [permissionParameter, organizationParameter])
    let permission: Permission
    let organization: OrganizationID?

    init(reading request: inout RequestReader) throws(ServiceError) {
        permission = request.permission()
        organization = request.organization()
    }
}

struct ExplanationInput: EndpointInput {
    static let description = InputDescription(query: [
        ParameterDescription("user", .string, "Required. An id, or `login:` and a login name."), permissionParameter,
        organizationParameter,
    ])
    let user: UserSelector
    let permission: Permission
    let organization: OrganizationID?

    init(reading request: inout RequestReader) throws(ServiceError) {
        user = request.user("user")
        permission = request.permission()
        organization = request.organization()
    }
}

struct HoldersInput: EndpointInput {
    static let list = "holders"
    static let description = InputDescription(
        query: [permissionParameter, organizationParameter] + PageRequest.parameters)
    private let permission: Permission
    private let organization: OrganizationID?
    private let page: PageRequest

    init(reading request: inout RequestReader) throws(ServiceError) {
        permission = request.permission()
        organization = request.organization()
        page = PageRequest(&request)
    }

    func query(using cursors: PageCursors, as caller: Caller) throws(ServiceError) -> WhoQuery {
        WhoQuery(
            permission, in: organization ?? caller.organization,
            after: try page.userPosition(in: Self.list, using: cursors), limit: page.limit)
    }
}

struct MatrixInput: EndpointInput {
    static let list = "matrix"
    static let description = InputDescription(query: PageRequest.parameters)
    let page: PageRequest

    init(reading request: inout RequestReader) throws(ServiceError) { page = PageRequest(&request) }
}

struct DominanceInput: EndpointInput {
    static let description = InputDescription(query: [
        ParameterDescription(
            "first", .string, "Required. Who may be the stronger one: an id, or `login:` and a login."),
        ParameterDescription("second", .string, "Required. Who may be the weaker one."),
    ])
    let first: UserSelector
    let second: UserSelector

    init(reading request: inout RequestReader) throws(ServiceError) {
        first = request.user("first")
        second = request.user("second")
    }
}
