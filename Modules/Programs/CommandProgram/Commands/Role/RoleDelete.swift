import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct RoleDelete: Command {
    static let declaration = CommandDeclaration(
        path: ["role", "delete"], summary: "Delete a role and take it from every user and group",
        details: "Can't be undone. Asks first, unless --yes is given. Built-in roles stay.",
        arguments: [RoleOptions.role], options: [.flag("yes", "do not ask; needed where there is no terminal")],
        examples: [Example("gatehouse role delete help-desk", "asks, then deletes")])

    private let role: Role
    private let asks: Bool

    init(_ arguments: ParsedArguments) throws(UsageError) {
        role = RoleOptions.role(arguments)
        asks = !arguments.flag("yes")
        guard !asks || Terminal.inputIsTerminal else { throw UsageError("no terminal to ask at; say --yes") }
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            let entry = try await house.roles.read(role, as: workplace.caller)
            if asks {
                guard try Terminal.confirms("Delete \(role) and take it from everybody? [y/N] ") else {
                    throw CommandFailure(.failed, "not confirmed; nothing was changed")
                }
            }
            try await house.roles.delete(role, ifVersion: asks ? entry.version : nil, as: workplace.caller)
            workplace.answers.give(
                ["deleted": ["name": .string(role.rawValue)]], text: Sheet.text([("deleted", role.rawValue)]))
        }
    }
}
