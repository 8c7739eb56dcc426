import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct GroupRemoveMember: Command {
    static let declaration = CommandDeclaration(
        path: ["group", "remove-member"], summary: "Take a user out of a group",
        arguments: [GroupOptions.group, UserOptions.user],
        examples: [Example("gatehouse group remove-member ops/linux ada", "ada stays in other groups")])

    private let group: GroupSelector
    private let user: UserSelector

    init(_ arguments: ParsedArguments) {
        group = GroupOptions.selector(arguments)
        user = UserOptions.selector(arguments)
    }

    func run(in workplace: Workplace) async throws {
        let changed = try await workplace.withHouse {
            try await $0.groups.removeMember(user, from: group, as: workplace.caller)
        }
        workplace.answers.give(["removed": .bool(changed)], text: Sheet.text([("removed", changed ? "yes" : "no")]))
    }
}
