import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct TenantEdit: Command {
    static let declaration = CommandDeclaration(
        path: ["tenant", "edit"], summary: "Give a tenant another name", arguments: [TenantOptions.id],
        options: [.value("name", "NAME", "for people to read"), TenantOptions.version],
        examples: [Example("gatehouse tenant edit lab --name 'A better name'", "the id stays")])

    private let id: TenantID
    private let name: String
    private let version: Int?

    init(_ arguments: ParsedArguments) throws(UsageError) {
        id = TenantID(rawValue: arguments.required("TENANT"))
        guard let name = arguments.value("name") else { throw UsageError("nothing to change; give --name") }
        self.name = name
        version = try arguments.integer("if-version", in: 1...Int.max)
    }

    func run(in workplace: Workplace) async throws {
        workplace.answers.give(
            try await workplace.withHouse {
                try await $0.tenants.edit(id, name: name, ifVersion: version, as: workplace.caller)
            })
    }
}
