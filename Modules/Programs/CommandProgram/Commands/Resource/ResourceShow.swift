import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct ResourceShow: Command {
    private static let pageSize = 500

    static let declaration = CommandDeclaration(
        path: ["resource", "show"], summary: "Show a resource and its versions",
        arguments: [ResourceOptions.type, ResourceOptions.resource], options: [ResourceOptions.organization],
        examples: [
            Example("gatehouse resource show model m-one", "by its id"),
            Example("gatehouse resource show model number:12 --json", "by its number, for a program"),
        ])

    private let selector: ResourceSelector

    init(_ arguments: ParsedArguments) throws(UsageError) { selector = try ResourceOptions.selector(arguments) }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            let resource = try await house.resources.read(selector, as: workplace.caller)
            var versions: [ResourceVersion] = []
            while true {
                let page = try await house.resources.versions(
                    of: selector, after: versions.last?.number, limit: Self.pageSize, as: workplace.caller)
                versions += page
                guard page.count == Self.pageSize else { break }
            }
            var object = resource.object
            object["versions"] = .array(versions.map { .object($0.object) })
            let lines = versions.map { ("version \($0.number)", Optional("\($0.id), \($0.createdAt.shown)")) }
            workplace.answers.give(object, text: resource.sheet + Sheet.text(lines))
        }
    }
}
