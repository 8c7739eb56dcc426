import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct GroupAddMember: Command {
    static let declaration = CommandDeclaration(
        path: ["group", "add-member"], summary: "Make a user a member of a group",
        arguments: [GroupOptions.group, UserOptions.user],
        examples: [Example("gatehouse group add-member ops/linux ada", "ada holds what ops/linux grants")])

    private let group: GroupSelector
    private let user: UserSelector

    init(_ arguments: ParsedArguments) {
        group = GroupOptions.selector(arguments)
        user = UserOptions.selector(arguments)
    }

    func run(in workplace: Workplace) async throws {
        let changed = try await workplace.withHouse {
            try await $0.groups.addMember(user, to: group, as: workplace.caller)
        }
        workplace.answers.give(["added": .bool(changed)], text: Sheet.text([("added", changed ? "yes" : "no")]))
    }
}
