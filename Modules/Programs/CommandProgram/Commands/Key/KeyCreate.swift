import CommandParsing
import Composition
import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

struct KeyCreate: Command {
    static let declaration = CommandDeclaration(
        path: ["key", "create"], summary: "Create an access key for a program, and show its token once",
        details: """
            A key of a user acts as the user. As somebody else than the owner is handed the token here, it gets at \
            neither keys nor secrets of the owner; whoever needs that makes a key of their own over the HTTP API. A \
            global key belongs to nobody and may do what its groups grant.

            Without --scope the key may do everything that its owner may, without --expires it has no end.
            """,
        arguments: [Argument("NAME", "unique among the keys of the owner")],
        options: [
            .value("user", "USER", "whose key: a login or an id"),
            .flag("global", "a key of groups instead"),
            .value(
                "group", "GROUP", "what the global key may do is what it grants: " + GroupOptions.spelling,
                repeatable: true),
            .value("organization", "ORGANIZATION", "where the groups are", shownDefault: "default"),
            KeyOptions.about, KeyOptions.scope, KeyOptions.expires,
        ],
        examples: [
            Example("gatehouse key create ci --user builder --scope model:read --expires 90d", "a key that only reads"),
            Example("gatehouse key create backup --global --group ops", "a key of the group ops"),
        ])

    private let command: CreateAccessKey

    init(_ arguments: ParsedArguments) throws(UsageError) {
        let groups = arguments.values("group"), organization = arguments.value("organization")
        let owner: KeyOwner
        switch (arguments.value("user"), arguments.flag("global")) {
        case (let user?, false):
            guard groups.isEmpty, organization == nil else {
                throw UsageError("--group and --organization go with --global only")
            }
            owner = .user(UserOptions.selector(user))
        case (nil, true):
            guard !groups.isEmpty else { throw UsageError("--global needs at least one --group GROUP") }
            owner = .groups(
                Set(groups.map(GroupSelector.init(_:))), organization.map(OrganizationID.init(rawValue:)))
        default: throw UsageError("give --user USER or --global, and not both")
        }
        let scopes = arguments.values("scope")
        command = CreateAccessKey(
            owner: owner, name: arguments.required("NAME"), about: arguments.value("about") ?? "",
            scopes: scopes.isEmpty ? nil : Set(scopes),
            expiresAt: try MomentText.option("expires", .ahead, in: arguments, clock: SystemClock()))
    }

    func run(in workplace: Workplace) async throws {
        let issued = try await workplace.withHouse { try await $0.accessKeys.create(command, as: workplace.caller) }
        workplace.give(issued)
    }
}

extension Workplace {
    /// Shows the key with the only copy of its token.
    func give(_ issued: IssuedKey) {
        let token = issued.token.reveal { $0 }
        var object = issued.key.object
        object["token"] = .string(token)
        answers.give(object, text: issued.key.sheet + Sheet.text([("token", token)]))
        answers.remark("The token is shown this once.")
    }
}
