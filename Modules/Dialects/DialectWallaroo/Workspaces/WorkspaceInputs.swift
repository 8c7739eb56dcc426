import DialectKit
import IdentityCore
import IdentityServices
import JSONText

struct WorkspaceListInput: EndpointInput {
    static let description = lenient
    private let users: [UserID]?

    init(reading request: inout RequestReader) throws(ServiceError) {
        request.requireObject()
        let one = request.optionalUser("user_id"), several = request.users("user_ids")
        users = one == nil && several == nil ? nil : (several ?? []) + (one.map { [$0] } ?? [])
    }

    /// Those of the users that are named, else one's own; whoever is nobody with an account asks for all.
    func filter(for caller: Caller) -> WorkspaceFilter {
        var filter = WorkspaceFilter(limit: 200)
        filter.members = (users ?? caller.userID.map { [$0] })?.map(UserSelector.id)
        return filter
    }
}

struct CreateWorkspaceInput: EndpointInput {
    static let description = lenient
    let command: CreateWorkspace

    init(reading request: inout RequestReader) throws(ServiceError) {
        request.requireObject()
        command = CreateWorkspace(name: request.body.string("workspace_name", required: true) ?? "")
    }
}

struct WorkspaceInput: EndpointInput {
    static let description = lenient
    let workspace: WorkspaceSelector

    init(reading request: inout RequestReader) throws(ServiceError) {
        request.requireObject()
        workspace = request.workspace()
    }
}

struct RemoveMemberInput: EndpointInput {
    static let description = lenient
    let workspace: WorkspaceSelector
    let member: NamedUser

    init(reading request: inout RequestReader) throws(ServiceError) {
        request.requireObject()
        workspace = request.workspace()
        member = request.namedUser()
    }
}

struct AddMemberInput: EndpointInput {
    static let description = lenient
    let workspace: WorkspaceSelector
    let member: NamedUser
    let role: WorkspaceRole

    init(reading request: inout RequestReader) throws(ServiceError) {
        request.requireObject()
        workspace = request.workspace()
        member = request.namedUser()
        guard let word = request.optionalText("user_type") else {
            role = .collaborator
            return
        }
        // The SDK writes it in lower case, answers have it in upper case.
        if let known = WorkspaceRole(rawValue: word.lowercased()) {
            role = known
        } else {
            role = .collaborator
            request.report(FieldProblem("user_type", .malformed, "user_type is owner or collaborator."))
        }
    }
}
