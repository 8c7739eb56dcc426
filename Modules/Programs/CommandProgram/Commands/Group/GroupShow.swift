import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct GroupShow: Command {
    static let declaration = CommandDeclaration(
        path: ["group", "show"], summary: "Show a group", arguments: [GroupOptions.group],
        examples: [Example("gatehouse group show ops/linux", "what the group itself grants")])

    private let selector: GroupSelector

    init(_ arguments: ParsedArguments) { selector = GroupOptions.selector(arguments) }

    func run(in workplace: Workplace) async throws {
        let group = try await workplace.withHouse { try await $0.groups.read(selector, as: workplace.caller) }
        workplace.answers.give(group.object, text: group.sheet)
    }
}
