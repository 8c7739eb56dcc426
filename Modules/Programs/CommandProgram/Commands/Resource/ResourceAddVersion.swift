import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct ResourceAddVersion: Command {
    static let declaration = CommandDeclaration(
        path: ["resource", "add-version"], summary: "Add a version to a resource",
        arguments: [
            ResourceOptions.type, ResourceOptions.resource, Argument("VERSION", "unique within the resource"),
        ], options: [ResourceOptions.organization],
        examples: [Example("gatehouse resource add-version model m-one v3", "after v2")])

    private let selector: ResourceSelector
    private let version: String

    init(_ arguments: ParsedArguments) throws(UsageError) {
        selector = try ResourceOptions.selector(arguments)
        version = arguments.required("VERSION")
    }

    func run(in workplace: Workplace) async throws {
        let added = try await workplace.withHouse {
            try await $0.resources.addVersion(version, to: selector, as: workplace.caller)
        }
        workplace.answers.give(
            added.object,
            text: Sheet.text([
                ("number", String(added.number)), ("id", added.id), ("created", added.createdAt.shown),
            ]))
    }
}
