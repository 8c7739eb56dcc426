import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct GroupMove: Command {
    static let declaration = CommandDeclaration(
        path: ["group", "move"], summary: "Put a group, with all below it, under another one",
        details: "Members gain what the new group above grants, and lose what the old one granted.",
        arguments: [GroupOptions.group],
        options: [.value("under", "GROUP", "the new group above"), .flag("top", "no group above")],
        examples: [
            Example("gatehouse group move linux --under ops", "ops/linux"),
            Example("gatehouse group move ops/linux --top", "linux"),
        ])

    private let selector: GroupSelector
    private let parent: Change<GroupSelector>

    init(_ arguments: ParsedArguments) throws(UsageError) {
        selector = GroupOptions.selector(arguments)
        switch (arguments.value("under"), arguments.flag("top")) {
        case (let under?, false): parent = .set(GroupSelector(under))
        case (nil, true): parent = .clear
        default: throw UsageError("give --under or --top")
        }
    }

    func run(in workplace: Workplace) async throws {
        var edit = EditGroup()
        edit.parent = parent
        try await workplace.edit(selector, edit)
    }
}
