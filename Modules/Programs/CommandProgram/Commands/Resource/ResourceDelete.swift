import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct ResourceDelete: Command {
    static let declaration = CommandDeclaration(
        path: ["resource", "delete"], summary: "Delete a resource with its versions",
        details: "Can't be undone; its number is never given again. Asks first, unless --yes is given.",
        arguments: [ResourceOptions.type, ResourceOptions.resource],
        options: [.flag("yes", "do not ask; needed where there is no terminal"), ResourceOptions.organization],
        examples: [Example("gatehouse resource delete model m-one", "asks, then deletes")])

    private let selector: ResourceSelector
    private let asks: Bool

    init(_ arguments: ParsedArguments) throws(UsageError) {
        selector = try ResourceOptions.selector(arguments)
        asks = !arguments.flag("yes")
        guard !asks || Terminal.inputIsTerminal else { throw UsageError("no terminal to ask at; say --yes") }
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            let resource = try await house.resources.read(selector, as: workplace.caller)
            if asks {
                guard try Terminal.confirms("Delete \(resource.type) \(resource.id) for good? [y/N] ") else {
                    throw CommandFailure(.failed, "not confirmed; nothing was changed")
                }
            }
            // By its number and version: the one that was named and confirmed, and no other.
            try await house.resources.delete(
                ResourceSelector(type: resource.type, name: .number(resource.number)),
                ifVersion: asks ? resource.version : nil, as: workplace.caller)
            workplace.answers.give(
                ["deleted": ["type": .string(resource.type), "id": .string(resource.id)]],
                text: Sheet.text([("deleted", resource.id), ("type", resource.type)]))
        }
    }
}
