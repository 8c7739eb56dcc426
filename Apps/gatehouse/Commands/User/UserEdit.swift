import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct UserEdit: Command {
    static let declaration = CommandDeclaration(
        path: ["user", "edit"], summary: "Change a user's names, mail address or roles",
        arguments: [UserOptions.user],
        options: [
            .value("login", "NAME", "another name to sign in with"),
            .value("email", "ADDRESS", "mail address"), .flag("no-email", "remove the mail address"),
            .value("name", "NAME", "display name"),
            .value("given-name", "NAME", "first name"), .flag("no-given-name", "remove the first name"),
            .value("family-name", "NAME", "last name"), .flag("no-family-name", "remove the last name"),
            .value("role", "ROLE", "takes the place of all roles", repeatable: true),
            .value("if-version", "N", "refuse when the user is no longer at this version"),
        ],
        examples: [
            Example(
                "gatehouse user edit ada --name 'Ada Lovelace' --role admin --role auditor", "a name and two roles"),
            Example("gatehouse user edit ada --no-email --if-version 3", "only if nobody else was faster"),
        ])

    private let selector: UserSelector
    private let edit: EditUser

    init(_ arguments: ParsedArguments) throws(UsageError) {
        selector = UserOptions.selector(arguments)
        var edit = EditUser()
        edit.login = arguments.value("login")
        edit.email = try Self.change("email", arguments)
        edit.displayName = arguments.value("name")
        edit.givenName = try Self.change("given-name", arguments)
        edit.familyName = try Self.change("family-name", arguments)
        let roles = arguments.values("role")
        if !roles.isEmpty { edit.roles = Set(roles) }
        edit.ifVersion = try arguments.integer("if-version", in: 1...Int.max)
        try arguments.requireChange(Self.declaration)
        self.edit = edit
    }

    private static func change(_ name: String, _ arguments: ParsedArguments) throws(UsageError) -> Change<String> {
        switch (arguments.value(name), arguments.flag("no-\(name)")) {
        case (_?, true): throw UsageError("give --\(name) or --no-\(name), not both")
        case (let value?, false): return .set(value)
        case (nil, true): return .clear
        case (nil, false): return .keep
        }
    }

    func run(in workplace: Workplace) async throws { try await workplace.edit(selector, edit) }
}

extension Workplace {
    /// Carries out the edit and shows the user as it is then.
    func edit(_ selector: UserSelector, _ edit: EditUser) async throws {
        let user = try await withHouse { try await $0.users.edit(selector, edit, as: caller) }
        answers.give(user.object, text: user.sheet)
    }
}
