import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct GroupEdit: Command {
    static let declaration = CommandDeclaration(
        path: ["group", "edit"], summary: "Change a group's name or what it grants",
        details: "Roles, permissions and external groups that are given take the place of all there are.",
        arguments: [GroupOptions.group],
        options: [.value("name", "NAME", "another name")] + GroupOptions.grants + [
            .flag("no-roles", "take every role"), .flag("no-permissions", "take every permission"),
            .flag("no-external-groups", "map the group to nothing outside"),
            .value("if-version", "N", "refuse when the group is no longer at this version"),
        ],
        examples: [
            Example("gatehouse group edit ops --role reader --role auditor", "these two roles and no other"),
            Example("gatehouse group edit ops/linux --name unix", "another name, the same id"),
        ])

    private let selector: GroupSelector
    private let edit: EditGroup

    init(_ arguments: ParsedArguments) throws(UsageError) {
        selector = GroupOptions.selector(arguments)
        var edit = EditGroup()
        edit.name = arguments.value("name")
        edit.about = arguments.value("about")
        edit.roles = try arguments.replacement("role", none: "no-roles")
        edit.permissions = try arguments.replacement("permission", none: "no-permissions")
        edit.mappedExternalGroups = try arguments.replacement("external-group", none: "no-external-groups")
        edit.ifVersion = try arguments.integer("if-version", in: 1...Int.max)
        try arguments.requireChange(Self.declaration)
        self.edit = edit
    }

    func run(in workplace: Workplace) async throws { try await workplace.edit(selector, edit) }
}

extension ParsedArguments {
    /// What takes the place of a whole set; `nil` leaves it alone.
    func replacement(_ name: String, none: String) throws(UsageError) -> Set<String>? {
        let values = values(name)
        guard values.isEmpty || !flag(none) else { throw UsageError("give --\(name) or --\(none), not both") }
        return values.isEmpty && !flag(none) ? nil : Set(values)
    }

    func requireChange(_ declaration: CommandDeclaration) throws(UsageError) {
        let changing = declaration.options.map(\.name).filter { $0 != "if-version" }
        guard changing.contains(where: flag) else {
            throw UsageError("nothing to change; give one of \(changing.map { "--" + $0 }.joined(separator: ", "))")
        }
    }
}

extension Workplace {
    /// Carries out the edit and shows the group as it is then.
    func edit(_ selector: GroupSelector, _ edit: EditGroup) async throws {
        let group = try await withHouse { try await $0.groups.edit(selector, edit, as: caller) }
        answers.give(group.object, text: group.sheet)
    }
}
