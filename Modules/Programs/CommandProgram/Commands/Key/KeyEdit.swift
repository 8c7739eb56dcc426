import CommandParsing
import Composition
import FoundationEssentials
import IdentityCore
import IdentityServices

struct KeyEdit: Command {
    static let declaration = CommandDeclaration(
        path: ["key", "edit"], summary: "Rename, limit or prolong an access key",
        details: "Holds from the next request with the key on. The token stays as it is.",
        arguments: [KeyOptions.key],
        options: [
            .value("name", "NAME", "another name"), KeyOptions.about, KeyOptions.scope,
            .flag("no-scope", "no limits: everything that the owner may do"), KeyOptions.expires,
            .flag("no-expiry", "without an end"),
        ],
        examples: [
            Example("gatehouse key edit 019ab7c2-5c1e-7d2a-9f30-3c1d2e4f5a6b --expires 30d", "good for a month more")
        ])

    private let id: AccessKeyID
    private let edit: EditAccessKey

    init(_ arguments: ParsedArguments) throws(UsageError) {
        id = try KeyOptions.id(arguments)
        let changing = Self.declaration.options.map(\.name)
        guard changing.contains(where: { arguments.flag($0) }) else {
            throw UsageError("nothing to change; give one of \(changing.map { "--" + $0 }.joined(separator: ", "))")
        }
        for (name, opposite) in [("scope", "no-scope"), ("expires", "no-expiry")]
        where arguments.flag(name) && arguments.flag(opposite) {
            throw UsageError("give --\(name) or --\(opposite), not both")
        }
        var edit = EditAccessKey()
        edit.name = arguments.value("name")
        edit.about = arguments.value("about")
        let scopes = arguments.values("scope")
        if !scopes.isEmpty { edit.scopes = .set(Set(scopes)) }
        if arguments.flag("no-scope") { edit.scopes = .clear }
        if let end = try MomentText.option("expires", .ahead, in: arguments, clock: SystemClock()) {
            edit.expiresAt = .set(end)
        }
        if arguments.flag("no-expiry") { edit.expiresAt = .clear }
        self.edit = edit
    }

    func run(in workplace: Workplace) async throws {
        let key = try await workplace.withHouse { try await $0.accessKeys.edit(id, edit, as: workplace.caller) }
        workplace.answers.give(key.object, text: key.sheet)
    }
}
