import CommandParsing
import Composition
import IdentityCore
import JSONText
import LDAPKit
import ProviderLDAP

struct LDAPSearchCommand: Command {
    private enum Scope: String, CaseIterable { case base, one, subtree }

    static let declaration = CommandDeclaration(
        path: ["ldap", "search"], summary: "Search a directory as the source would",
        details: """
            Signs in as the account of the source, or as a person with --as-login, and prints what the directory shows \
            them: as in LDIF, with :: before values that are written in base64. Operational attributes such as memberOf \
            are shown when they are named, or all with +. Passwords and keys, such as userPassword, are (hidden) unless \
            they are named.

            When there are more entries than --limit, or than the directory gives away, the first ones are shown and the \
            status is 9. The others are those of 'ldap doctor'. No database is needed.
            """,
        arguments: [
            Argument("FILTER", "such as (uid=ann); see RFC 4515"),
            Argument("ATTRIBUTE", "what to show; all user attributes unless told", required: false, repeatable: true),
        ],
        options: [
            DirectoryChoice.option,
            .value("base", "DN", "where to begin", shownDefault: "the base of the source"),
            .value(
                "scope", "SCOPE", "how far to look from there", shownDefault: "subtree",
                .oneOf(Scope.allCases.map(\.rawValue))),
            .value("limit", "N", "at most so many entries", shownDefault: "100"),
            .value("as-login", "NAME", "sign in as this person in the place of the account of the source"),
            PasswordOrigin.option,
        ],
        examples: [
            Example("gatehouse ldap search '(uid=ann)' cn mail memberOf", "what does the source see of ann?"),
            Example("gatehouse ldap search --as-login ann '(objectClass=*)' 1.1", "what may ann see?"),
        ])

    private let options: WorkbenchOptions
    private let filter: LDAPFilter
    private let base: DistinguishedName?
    private let scope: LDAPSearch.Scope
    private let limit: Int
    private let attributes: [String]

    init(_ arguments: ParsedArguments) throws(UsageError) {
        options = try WorkbenchOptions(arguments, login: "as-login")
        do throws(LDAPTemplateError) {
            filter = try LDAPFilterTemplate(arguments.required("FILTER")).filter([String: String]())
        } catch { throw UsageError("FILTER is no filter such as (uid=ann): \(error)") }
        if let text = arguments.value("base") {
            do throws(DistinguishedNameError) { base = try DistinguishedName(text) } catch {
                throw UsageError("--base \(error)")
            }
        } else {
            base = nil
        }
        scope =
            switch arguments.value("scope").flatMap(Scope.init(rawValue:)) ?? .subtree {
            case .base: .base
            case .one: .oneLevel
            case .subtree: .subtree
            }
        limit = try arguments.integer("limit", in: 1...100_000) ?? 100
        attributes = arguments.values("ATTRIBUTE")
    }

    func run(in workplace: Workplace) async throws {
        let answer = try await options.ask(in: workplace) { bench, asker in
            await bench.search(
                LDAPSearch(
                    base: base ?? bench.base, scope: scope, filter: filter, attributes: attributes, sizeLimit: limit),
                as: asker)
        }.value
        workplace.answers.give(answer.object(named: attributes), text: answer.text(named: attributes))
        if case .cutOff(let code, let diagnostic) = answer.end {
            let words = diagnostic.isEmpty ? "\(code)" : "\(code): \(diagnostic)"
            throw CommandFailure(.incomplete, "there may be more entries; the directory says \(words)")
        }
    }
}
