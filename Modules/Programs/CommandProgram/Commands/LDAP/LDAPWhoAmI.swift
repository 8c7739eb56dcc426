import CommandParsing
import Composition
import IdentityCore
import JSONText
import ProviderLDAP

struct LDAPWhoAmI: Command {
    static let declaration = CommandDeclaration(
        path: ["ldap", "whoami"], summary: "Ask a directory who it takes us for",
        details: """
            Signs in as the account of the source, or as a person with --login, and asks the directory who that is (RFC \
            4532). The statuses are those of 'ldap doctor'. No database is needed.
            """,
        options: [DirectoryChoice.option] + SignInOrigin.options,
        examples: [
            Example("gatehouse ldap whoami", "dn:cn=reader,ou=services,dc=example,dc=org"),
            Example("gatehouse ldap whoami --login ann", "asks for her password at the terminal"),
        ])

    private let options: WorkbenchOptions

    init(_ arguments: ParsedArguments) throws(UsageError) {
        options = try WorkbenchOptions(arguments, login: "login")
    }

    func run(in workplace: Workplace) async throws {
        let (source, name) = try await options.ask(in: workplace) { await $0.whoAmI(as: $1) }
        workplace.answers.give(
            ["source": .string(source.rawValue), "name": .string(name)],
            text: PrintableText.sanitized(name.isEmpty ? "nobody" : name) + "\n")
    }
}
