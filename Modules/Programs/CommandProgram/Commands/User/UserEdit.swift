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
            .value("group", "GROUP", UserOptions.groupHelp + "; all of them", repeatable: true),
            .flag("no-groups", "remove from all groups"),
            .value("organization", "ORG", "move there; groups, workspaces, keys and sessions end"),
            .value("tenant", "TENANT", "move to this part of the organization"),
            .flag("email-verified", "the mail address is known to be the user's"),
            .flag("email-unverified", "it is not"),
            .value("default-workspace", "ID", "where the user begins"),
            .flag("no-default-workspace", "remove that"),
            .flag("no-profile", "remove the licence profile"),
            .flag("no-trial", "remove the trial"), .flag("no-valid-until", "remove the end of the account"),
        ] + UserOptions.account + [
            .value("if-version", "N", "refuse when the user is no longer at this version")
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
        try Self.readAccount(arguments, into: &edit)
        edit.ifVersion = try arguments.integer("if-version", in: 1...Int.max)
        try arguments.requireChange(Self.declaration)
        self.edit = edit
    }

    private static func readAccount(_ arguments: ParsedArguments, into edit: inout EditUser) throws(UsageError) {
        let groups = arguments.values("group").map(GroupSelector.init(_:))
        if !groups.isEmpty || arguments.flag("no-groups") { edit.groups = Set(groups) }
        edit.organization = arguments.value("organization").map(OrganizationID.init(rawValue:))
        edit.tenant = arguments.value("tenant").map(TenantID.init(rawValue:))
        if arguments.flag("email-verified") { edit.isEmailVerified = true }
        if arguments.flag("email-unverified") { edit.isEmailVerified = false }
        edit.profile = try change("profile", arguments)
        if let trial = try UserOptions.trial(arguments) { edit.trial = .set(trial) }
        if arguments.flag("no-trial") { edit.trial = .clear }
        if let end = try UserOptions.moment("valid-until", arguments) { edit.validUntil = .set(end) }
        if arguments.flag("no-valid-until") { edit.validUntil = .clear }
        if let text = arguments.value("default-workspace") {
            guard let id = WorkspaceID(text) else { throw UsageError("--default-workspace is the id of a workspace") }
            edit.defaultWorkspace = .set(id)
        }
        if arguments.flag("no-default-workspace") { edit.defaultWorkspace = .clear }
        for name in ["groups", "trial", "valid-until", "default-workspace"] where arguments.flag("no-\(name)") {
            let given = name == "groups" ? "group" : name == "trial" ? "trial-until" : name
            if arguments.value(given) != nil { throw UsageError("give --\(given) or --no-\(name), not both") }
        }
        if arguments.flag("email-verified"), arguments.flag("email-unverified") {
            throw UsageError("give --email-verified or --email-unverified, not both")
        }
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
        try await withHouse { house in
            give(try await house.users.edit(selector, edit, as: caller), in: house)
        }
    }

    func give(_ user: User, in house: House) {
        let now = house.clock.now()
        answers.give(user.object(at: now), text: user.sheet(at: now))
    }
}
