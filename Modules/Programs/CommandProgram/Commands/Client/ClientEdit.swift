import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct ClientEdit: Command {
    static let declaration = CommandDeclaration(
        path: ["client", "edit"], summary: "Change a client", arguments: [ClientOptions.id],
        options: [
            .value("name", "NAME", "for people to read"), .value("about", "TEXT", "what it is for"),
            .flag("confidential", "it can keep a secret, and gets one"), ClientOptions.version,
        ] + ClientSettingsOptions.options,
        examples: [Example("gatehouse client edit sdk-client --name SDK", "the id stays")])

    private let id: ClientID
    private let edit: EditClient

    init(_ arguments: ParsedArguments) throws(UsageError) {
        id = ClientID(rawValue: arguments.required("CLIENT"))
        var edit = EditClient()
        edit.name = arguments.value("name")
        edit.about = arguments.value("about")
        edit.ifVersion = try arguments.integer("if-version", in: 1...Int.max)
        let settings = try ClientSettingsOptions(arguments), isConfidential = arguments.flag("confidential")
        guard !isConfidential || !arguments.flag("public") else {
            throw UsageError("a client is either public or confidential")
        }
        if !settings.isEmpty || isConfidential {
            edit.settings = { known in
                settings.apply(to: &known)
                if isConfidential { known.isPublic = false }
            }
        }
        guard edit.name != nil || edit.about != nil || edit.settings != nil else {
            throw UsageError("nothing to change; give --name, --about or a setting")
        }
        self.edit = edit
    }

    func run(in workplace: Workplace) async throws { try await workplace.edit(id, edit) }
}

struct ClientEnable: Command {
    static let declaration = CommandDeclaration(
        path: ["client", "enable"], summary: "Let a client sign users in again", arguments: [ClientOptions.id],
        examples: [Example("gatehouse client enable sdk-client", "from now on")])

    private let id: ClientID

    init(_ arguments: ParsedArguments) { id = ClientID(rawValue: arguments.required("CLIENT")) }

    func run(in workplace: Workplace) async throws {
        var edit = EditClient()
        edit.isEnabled = true
        try await workplace.edit(id, edit)
    }
}

struct ClientDisable: Command {
    static let declaration = CommandDeclaration(
        path: ["client", "disable"], summary: "Keep a client from signing users in", arguments: [ClientOptions.id],
        examples: [Example("gatehouse client disable sdk-client", "from now on")])

    private let id: ClientID

    init(_ arguments: ParsedArguments) { id = ClientID(rawValue: arguments.required("CLIENT")) }

    func run(in workplace: Workplace) async throws {
        var edit = EditClient()
        edit.isEnabled = false
        try await workplace.edit(id, edit)
    }
}

extension Workplace {
    /// Carries out the edit and shows the client as it is then.
    fileprivate func edit(_ id: ClientID, _ edit: EditClient) async throws {
        answers.give(try await withHouse { try await $0.clients.edit(id, edit, as: caller) })
    }
}
