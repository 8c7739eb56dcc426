import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct TenantShow: Command {
    static let declaration = CommandDeclaration(
        path: ["tenant", "show"], summary: "Show a tenant", arguments: [TenantOptions.id],
        examples: [Example("gatehouse tenant show lab", "its name and when it was made")])

    private let id: TenantID

    init(_ arguments: ParsedArguments) { id = TenantID(rawValue: arguments.required("TENANT")) }

    func run(in workplace: Workplace) async throws {
        workplace.answers.give(try await workplace.withHouse { try await $0.tenants.read(id, as: workplace.caller) })
    }
}

/// What several commands about tenants take.
enum TenantOptions {
    static let id = Argument("TENANT", "the id of a tenant")
    static let version = Option.value("if-version", "N", "refuse when it is no longer at this version")
}
