import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct GroupDelete: Command {
    static let declaration = CommandDeclaration(
        path: ["group", "delete"], summary: "Delete a group",
        details: """
            Can't be undone. Members keep their accounts and lose what the group gave them. Asks first, unless --yes is \
            given.
            """,
        arguments: [GroupOptions.group],
        options: [
            .flag("with-subgroups", "also everything below; without it a group with groups below stays"),
            .flag("yes", "do not ask; needed where there is no terminal"),
        ],
        examples: [Example("gatehouse group delete ops --with-subgroups", "asks, then deletes the whole tree")])

    private let selector: GroupSelector
    private let withSubgroups: Bool
    private let asks: Bool

    init(_ arguments: ParsedArguments) throws(UsageError) {
        selector = GroupOptions.selector(arguments)
        withSubgroups = arguments.flag("with-subgroups")
        asks = !arguments.flag("yes")
        guard !asks || Terminal.inputIsTerminal else { throw UsageError("no terminal to ask at; say --yes") }
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            let place = try await house.groups.read(selector, as: workplace.caller)
            let id = place.group.id
            if asks {
                let what = withSubgroups ? "\(place.path) (\(id)) and everything below" : "\(place.path) (\(id))"
                guard try Terminal.confirms("Delete \(what) for good? [y/N] ") else {
                    throw CommandFailure(.failed, "not confirmed; nothing was changed")
                }
            }
            // By its id and version: the one that was named and confirmed, and no other.
            try await house.groups.delete(
                .id(id), withSubgroups: withSubgroups, ifVersion: asks ? place.group.version : nil,
                as: workplace.caller)
            workplace.answers.give(
                ["deleted": ["id": .string(id.description), "path": .string(place.path)]],
                text: Sheet.text([("deleted", place.path), ("id", id.description)]))
        }
    }
}
