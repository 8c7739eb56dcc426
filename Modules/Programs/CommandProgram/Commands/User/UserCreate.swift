import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct UserCreate: Command {
    static let declaration = CommandDeclaration(
        path: ["user", "create"], summary: "Create a user",
        details: """
            The password is asked for at the terminal, or read from a file or standard input. It is good only for \
            choosing an own one at the first sign-in, unless --permanent says otherwise.
            """,
        arguments: [Argument("LOGIN", "the name to sign in with")],
        options: [
            .value("email", "ADDRESS", "mail address"),
            .value("name", "NAME", "display name", shownDefault: "the login"),
            .value("given-name", "NAME", "first name"), .value("family-name", "NAME", "last name"),
            .value("role", "ROLE", "what the user may do", repeatable: true, shownDefault: "member"),
            .value("group", "GROUP", UserOptions.groupHelp, repeatable: true),
            .value("organization", "ORG", "where the account is administered", shownDefault: "default"),
            .value("tenant", "TENANT", "a part of the organization", shownDefault: "the one of its name"),
            .value("source", "SOURCE", "the user source that the account belongs to", shownDefault: "local"),
            .flag("disabled", "the user can't sign in yet"),
            .flag("email-verified", "the mail address is known to be the user's"),
        ] + UserOptions.account + NewCredential.options,
        examples: [
            Example("gatehouse user create ada --email ada@example.org", "asks for a first password"),
            Example(
                "gatehouse user create ada --role admin --password-file - --permanent < secret",
                "an administrator whose password is known already"),
            Example(
                "gatehouse user create bob --password-hash-file bob.hash", "bob keeps the password he has elsewhere"),
        ])

    private let command: CreateUser
    private let credential: NewCredential

    init(_ arguments: ParsedArguments) throws(UsageError) {
        let roles = arguments.values("role")
        var command = CreateUser(
            login: arguments.required("LOGIN"), email: arguments.value("email"), displayName: arguments.value("name"),
            givenName: arguments.value("given-name"), familyName: arguments.value("family-name"),
            isEnabled: !arguments.flag("disabled"),
            source: arguments.value("source").map(SourceID.init(rawValue:)) ?? .local,
            organization: arguments.value("organization").map(OrganizationID.init(rawValue:)),
            tenant: arguments.value("tenant").map(TenantID.init(rawValue:)),
            roles: roles.isEmpty ? [Role.member.rawValue] : Set(roles),
            groups: Set(arguments.values("group").map(GroupSelector.init(_:))))
        command.isEmailVerified = arguments.flag("email-verified")
        command.profile = arguments.value("profile")
        command.trial = try UserOptions.trial(arguments)
        command.validUntil = try UserOptions.moment("valid-until", arguments)
        self.command = command
        credential = try NewCredential(arguments)
    }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            var command = command
            command.credential = try credential.read(workplace.answers)
            let user = try await house.users.create(command, as: workplace.caller)
            workplace.give(user, in: house)
        }
    }
}
