import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct ResourceEdit: Command {
    static let declaration = CommandDeclaration(
        path: ["resource", "edit"], summary: "Change a resource's name, owner or workspace",
        arguments: [ResourceOptions.type, ResourceOptions.resource],
        options: [
            .value("name", "NAME", "for people to read"),
            .value("owner", "USER", "who may do everything with it: a login or an id"),
            .flag("no-owner", "it belongs to nobody"),
            .value("workspace", "WORKSPACE", "moves it there: \(WorkspaceOptions.help)"),
            .flag("no-workspace", "takes it out of its workspace"),
            .value("if-version", "N", "refuse when the resource is no longer at this version"),
            ResourceOptions.organization,
        ],
        examples: [Example("gatehouse resource edit model m-one --owner grace --no-workspace", "grace's alone")])

    private let selector: ResourceSelector
    private let edit: EditResource

    init(_ arguments: ParsedArguments) throws(UsageError) {
        selector = try ResourceOptions.selector(arguments)
        for name in ["owner", "workspace"] where arguments.value(name) != nil && arguments.flag("no-\(name)") {
            throw UsageError("give --\(name) or --no-\(name), not both")
        }
        var edit = EditResource()
        edit.name = arguments.value("name")
        if let owner = arguments.value("owner") { edit.owner = .set(UserOptions.selector(owner)) }
        if arguments.flag("no-owner") { edit.owner = .clear }
        if let workspace = try ResourceOptions.workspace(arguments) { edit.workspace = .set(workspace) }
        if arguments.flag("no-workspace") { edit.workspace = .clear }
        edit.ifVersion = try arguments.integer("if-version", in: 1...Int.max)
        let changing = ["name", "owner", "no-owner", "workspace", "no-workspace"]
        guard changing.contains(where: { arguments.flag($0) }) else {
            throw UsageError("nothing to change; give one of \(changing.map { "--" + $0 }.joined(separator: ", "))")
        }
        self.edit = edit
    }

    func run(in workplace: Workplace) async throws {
        let resource = try await workplace.withHouse {
            try await $0.resources.edit(selector, edit, as: workplace.caller)
        }
        workplace.answers.give(resource.object, text: resource.sheet)
    }
}
