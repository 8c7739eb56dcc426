import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct Explain: Command {
    static let declaration = CommandDeclaration(
        path: ["explain"], summary: "Tell why a user may or may not do something",
        details: """
            Tells every way in which it is granted, or what comes closest and how that falls short. Ends with 0 when the \
            user may do it, and with 4 when not. The organization is the user's own unless another one is given.
            """,
        arguments: [UserOptions.user, PermissionOptions.permission], options: [PermissionOptions.organization],
        examples: [
            Example("gatehouse explain ada users:manage", "role admin, through group ops > linux-admins"),
            Example("gatehouse explain ada model/m1:put --json", "the same for programs"),
        ])

    private let user: UserSelector
    private let permission: Permission
    private let organization: OrganizationID?

    init(_ arguments: ParsedArguments) throws(UsageError) {
        user = UserOptions.selector(arguments)
        permission = try PermissionOptions.permission(arguments)
        organization = PermissionOptions.organization(arguments)
    }

    func run(in workplace: Workplace) async throws {
        let explanation = try await workplace.withHouse {
            try await $0.authorization.explain(user, permission, in: organization, as: workplace.caller)
        }
        workplace.answers.give(explanation.object, text: explanation.text)
        guard explanation.isAllowed else { throw CommandFailure(.refused, explanation.verdict) }
    }
}
