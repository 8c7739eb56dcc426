import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct RoleShow: Command {
    static let declaration = CommandDeclaration(
        path: ["role", "show"], summary: "Show a role and what it grants", arguments: [RoleOptions.role],
        examples: [Example("gatehouse role show auditor", "a built-in role")])

    private let role: Role

    init(_ arguments: ParsedArguments) { role = RoleOptions.role(arguments) }

    func run(in workplace: Workplace) async throws {
        let entry = try await workplace.withHouse { try await $0.roles.read(role, as: workplace.caller) }
        workplace.answers.give(entry.object, text: entry.sheet)
    }
}
