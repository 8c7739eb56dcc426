import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct RoleEdit: Command {
    static let declaration = CommandDeclaration(
        path: ["role", "edit"], summary: "Change what a role grants, for everybody who holds it",
        details: "Permissions that are given take the place of all there are. Built-in roles can't be changed.",
        arguments: [RoleOptions.role],
        options: RoleOptions.changes + [
            .flag("no-permissions", "take every permission"),
            .value("if-version", "N", "refuse when the role is no longer at this version"),
        ],
        examples: [Example("gatehouse role edit help-desk --permission users:read", "this permission and no other")])

    private let role: Role
    private let edit: EditRole

    init(_ arguments: ParsedArguments) throws(UsageError) {
        role = RoleOptions.role(arguments)
        var edit = EditRole()
        edit.about = arguments.value("about")
        edit.reach = RoleOptions.reach(arguments)
        edit.permissions = try arguments.replacement("permission", none: "no-permissions")
        edit.ifVersion = try arguments.integer("if-version", in: 1...Int.max)
        try arguments.requireChange(Self.declaration)
        self.edit = edit
    }

    func run(in workplace: Workplace) async throws {
        let entry = try await workplace.withHouse { try await $0.roles.edit(role, edit, as: workplace.caller) }
        workplace.answers.give(entry.object, text: entry.sheet)
    }
}
