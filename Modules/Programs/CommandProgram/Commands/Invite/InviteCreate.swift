import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct InviteCreate: Command {
    static let declaration = CommandDeclaration(
        path: ["invite", "create"], summary: "Invite somebody by mail",
        details: """
            Makes the user with a first password that has to be changed, and sends a single-use code to the address. \
            When no mail can be sent the user is made all the same; then the random first password is printed, this \
            once. A password of your own from --password-file is never mailed or printed.
            """,
        arguments: [Argument("EMAIL", "where the mail goes, as name@host")],
        options: [
            .value("login", "NAME", "the name to sign in with", shownDefault: "the mail address"),
            .value("name", "NAME", "display name", shownDefault: "the login"),
            .value("given-name", "NAME", "first name"), .value("family-name", "NAME", "last name"),
            .value("role", "ROLE", "what the user may do", repeatable: true, shownDefault: "member"),
            .value("group", "GROUP", "a group to be in: " + GroupOptions.spelling, repeatable: true),
            .value("organization", "NAME", "where the user belongs", shownDefault: "default"),
            .value("tenant", "NAME", "a part of the organization", shownDefault: "the one of its name"),
            .value("password-file", "FILE", "read the first password, one line; - is standard input", .file),
        ],
        examples: [
            Example("gatehouse invite create ada@example.org", "ada chooses a password with the code from the mail"),
            Example("gatehouse invite create bob@example.org --login bob --role admin", "with a login and a role"),
        ])

    private let command: Invite
    private let passwordFile: String?

    init(_ arguments: ParsedArguments) throws(UsageError) {
        var command = Invite(email: arguments.required("EMAIL"))
        command.login = arguments.value("login")
        command.displayName = arguments.value("name")
        command.givenName = arguments.value("given-name")
        command.familyName = arguments.value("family-name")
        command.organization = arguments.value("organization").map(OrganizationID.init(rawValue:))
        command.tenant = arguments.value("tenant").map(TenantID.init(rawValue:))
        let roles = arguments.values("role")
        if !roles.isEmpty { command.roles = Set(roles) }
        command.groups = Set(arguments.values("group").map(GroupSelector.init(_:)))
        self.command = command
        passwordFile = arguments.value("password-file")
    }

    func run(in workplace: Workplace) async throws {
        var command = command
        command.password = try passwordFile.map { file throws(CommandFailure) in
            Secret(try InputLine.read(file, warn: workplace.answers.warn))
        }
        let wanted = command
        try await workplace.withHouse { house in
            try await house.invitations.create(wanted, as: workplace.caller).give(to: workplace.answers)
        }
    }
}
