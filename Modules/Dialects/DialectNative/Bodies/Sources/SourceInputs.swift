import DialectKit
import IdentityCore
import IdentityServices
import JSONText

private let sourceParameter = [ParameterDescription("id", .string, "The id of a source.")]

struct SourceInput: EndpointInput {
    static let description = InputDescription(path: sourceParameter)
    let id: SourceID

    init(reading request: inout RequestReader) throws(ServiceError) { id = try request.sourceID() }
}

/// Looks at a saved source.
struct SourceTestBody: EndpointInput {
    static let description = InputDescription(
        path: sourceParameter, body: ObjectShape("SourceTest", ExaminedLogin.fields))
    let id: SourceID
    let login: ExaminedLogin?

    init(reading request: inout RequestReader) throws(ServiceError) {
        id = try request.sourceID()
        login = request.body.examinedLogin()
    }
}

/// Looks at settings that are not saved.
struct SourceDraftBody: EndpointInput {
    static let description = InputDescription(
        body: ObjectShape(
            "SourceDraft",
            [
                .init(
                    "saved", .string,
                    "The source that the draft shall replace. Its secrets go along only while the draft reaches for "
                        + "the same hosts in the same way."),
                .init("kind", .string, required: true, "What sort of source it is, for example `ldap`."),
                .init(
                    "settings", .object(ObjectShape(anyMembersNamed: "SourceSettings")), required: true,
                    "As in the configuration."),
            ] + ExaminedLogin.fields))
    let draft: SourceDraft
    let login: ExaminedLogin?

    init(reading request: inout RequestReader) throws(ServiceError) {
        let kind = request.body.string("kind", required: true) ?? ""
        let saved = request.body.string("saved").map(SourceID.init(rawValue:))
        let isThere = request.body.object("settings") { reader in
            reader.takeAll()
            return true
        }
        if isThere == nil, !request.body.has("settings") {
            request.body.report("settings", .missing, "settings is missing.")
        }
        let text = String(decoding: (request.body.value("settings") ?? [:]).encoded(), as: UTF8.self)
        draft = SourceDraft(saved: saved, kind: SourceKind(rawValue: kind), settings: text)
        login = request.body.examinedLogin()
    }
}

/// Runs the sync of a source.
struct SourceSyncBody: EndpointInput {
    static let description = InputDescription(
        path: sourceParameter,
        body: ObjectShape(
            "SourceSync",
            [
                .init("logins", .array(.string), "Only these, as they would type them; everybody unless told."),
                .init("dryRun", .boolean, "Whether everything is decided and nothing written; false unless told."),
                .init(
                    "confirmsRemovals", .boolean,
                    "Whether somebody has looked at what the guard stopped; false unless told."),
            ]))
    let command: SyncRequest

    init(reading request: inout RequestReader) throws(ServiceError) {
        let logins = request.body.strings("logins")
        command = SyncRequest(
            of: try request.sourceID(), scope: logins.map(SyncScope.logins) ?? .everybody,
            isDryRun: request.body.bool("dryRun") ?? false,
            confirmsRemovals: request.body.bool("confirmsRemovals") ?? false)
    }
}

/// Goes through a sign-in.
struct RehearsalInput: EndpointInput {
    static let description = InputDescription(
        body: ObjectShape(
            "SignInRehearsalRequest",
            [
                .init("login", .string, required: true, "A login name or an e-mail address."),
                .init("password", .string, required: true, "Tried for real: a wrong one is a wrong one at the source."),
            ]))
    let login: String
    let password: Secret

    init(reading request: inout RequestReader) throws(ServiceError) {
        login = request.body.string("login", required: true) ?? ""
        password = Secret(request.body.string("password", required: true) ?? "")
    }
}

extension ExaminedLogin {
    fileprivate static let fields: [ObjectShape.Field] = [
        .init("login", .string, "Whose sign-in is looked at, as they would type it."),
        .init("password", .string, "Theirs; without it no sign-in as them is tried. Kept nowhere."),
    ]
}

extension JSONObjectReader {
    fileprivate mutating func examinedLogin() -> ExaminedLogin? {
        let password = string("password").map { Secret($0) }
        if let login = string("login") { return ExaminedLogin(login, password: password) }
        if password != nil { report("login", .missing, "A password belongs to a login.") }
        return nil
    }
}

extension RequestReader {
    fileprivate func sourceID() throws(ServiceError) -> SourceID {
        try path(as: SourceIDParameter.self, kind: .source).id
    }
}
