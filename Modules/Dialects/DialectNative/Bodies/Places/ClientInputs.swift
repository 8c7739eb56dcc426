import DialectKit
import FoundationEssentials
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

struct CreateClientBody: EndpointInput {
    static let description = InputDescription(
        body: ObjectShape(
            "CreateClient",
            [
                .init(
                    "id", .string, required: true,
                    "1 to 64 letters, digits and . _ - @ +; unique on the server, never changes."),
                .init("name", .string, "For people to read; the id when left out."),
                .init("about", .string, "What it is for."), .init("enabled", .boolean, "Enabled when left out."),
            ] + ClientSettingsShape.taken))
    let command: CreateClient

    init(reading request: inout RequestReader) throws(ServiceError) {
        var settings = ClientSettings()
        ClientSettingsShape.read(&request)(&settings)
        command = CreateClient(
            id: request.body.string("id", required: true) ?? "", name: request.body.string("name"),
            about: request.body.string("about") ?? "", isEnabled: request.body.bool("enabled") ?? true,
            settings: settings)
    }
}

struct EditClientBody: EndpointInput {
    static let description = InputDescription(
        path: [ParameterDescription("id", .string, "The id of a client.")], readsIfMatch: true,
        body: ObjectShape(
            "EditClient",
            [
                .init("name", .string, "For people to read."), .init("about", .string, "What it is for."),
                .init("enabled", .boolean, "Whether it may sign users in."),
            ] + ClientSettingsShape.taken))
    let id: ClientID
    let edit: EditClient

    init(reading request: inout RequestReader) throws(ServiceError) {
        id = try request.path(as: NamedParameter<ClientKind>.self, kind: .client).id
        var edit = EditClient()
        edit.name = request.body.string("name")
        edit.about = request.body.string("about")
        edit.isEnabled = request.body.bool("enabled")
        edit.settings = ClientSettingsShape.read(&request)
        edit.ifVersion = request.ifVersion()
        self.edit = edit
    }
}

/// How a client signs users in, on the wire.
enum ClientSettingsShape {
    /// A list that is sent takes the place of the earlier one.
    static let taken: [ObjectShape.Field] = [
        .init("realm", .string, "The organization whose users it signs in; of any when left out."),
        .init("public", .boolean, "Whether it can keep no secret."),
        .init("grants", .array(grant), "The ways in which it may come by tokens."),
        .init("redirectUris", .array(.string), "Where users are sent back to; compared exactly."),
        .init(
            "postLogoutRedirectUris", .array(.string), "Where users are sent after the sign-out; + for those above."),
        .init("webOrigins", .array(.string), "Whose pages may call from a browser; + for those of the addresses."),
        .init("accessTokenSeconds", .integer, "How long an access token is good."),
    ]
    static let shown: [ObjectShape.Field] = [
        .init("key", .uuid, required: true, "What other systems know it by; never changes."),
        .init("realm", .nullable(.string), required: true, "The organization whose users it signs in; null for any."),
        .init("public", .boolean, required: true, "Whether it can keep no secret."),
        .init("grants", .array(grant), required: true, "The ways in which it may come by tokens."),
        .init("redirectUris", .array(.string), required: true, "Where users are sent back to."),
        .init("postLogoutRedirectUris", .array(.string), required: true, "Where users are sent after the sign-out."),
        .init("webOrigins", .array(.string), required: true, "Whose pages may call from a browser."),
        .init("accessTokenSeconds", .nullable(.integer), required: true, "null for what is usual."),
    ]
    private static let grant = ValueType.choice(ClientGrant.allCases.map(\.rawValue))

    static func read(_ request: inout RequestReader) -> @Sendable (inout ClientSettings) -> Void {
        let realm = request.body.string("realm"), isPublic = request.body.bool("public")
        let grants = request.body.strings("grants")
        for word in grants ?? [] where ClientGrant(rawValue: word) == nil {
            request.report(FieldProblem("grants", .unknown, "There is no grant \"\(String(word.prefix(64)))\"."))
        }
        let redirects = request.body.strings("redirectUris")
        let returns = request.body.strings("postLogoutRedirectUris"), origins = request.body.strings("webOrigins")
        let seconds = request.body.integer("accessTokenSeconds", in: 1...Int.max)
        return { settings in
            if let realm { settings.realm = OrganizationID(rawValue: realm) }
            if let isPublic { settings.isPublic = isPublic }
            if let grants { settings.grants = Set(grants.compactMap(ClientGrant.init)) }
            if let redirects { settings.redirectURIs = redirects }
            if let returns { settings.postLogoutRedirectURIs = returns }
            if let origins { settings.webOrigins = origins }
            if let seconds { settings.accessTokenLifetime = seconds }
        }
    }

    static func write(_ client: Client, to writer: inout JSONWriter) {
        let settings = client.settings
        writer.field("key", client.key.uuidString.lowercased())
        writer.field("realm", settings.realm?.rawValue)
        writer.field("public", settings.isPublic)
        writer.array("grants") { writer in
            for grant in settings.grants.sorted() { writer.value(grant.rawValue) }
        }
        write("redirectUris", settings.redirectURIs, to: &writer)
        write("postLogoutRedirectUris", settings.postLogoutRedirectURIs, to: &writer)
        write("webOrigins", settings.webOrigins, to: &writer)
        if let seconds = settings.accessTokenLifetime {
            writer.field("accessTokenSeconds", seconds)
        } else {
            writer.null("accessTokenSeconds")
        }
    }

    private static func write(_ key: StaticString, _ texts: [String], to writer: inout JSONWriter) {
        writer.array(key) { writer in
            for text in texts { writer.value(text) }
        }
    }
}

/// The secret of a client in clear.
struct ClientSecretBody: EndpointOutput {
    static let description = OutputDescription(
        200, "The secret.",
        shape: ObjectShape(
            "ClientSecret",
            [.init("secret", .nullable(.string), required: true, "null for a client that has none.")]))
    let secret: Secret?

    func response() -> HTTPResponse {
        var writer = JSONWriter()
        writer.object { writer in
            if let secret { secret.reveal { writer.field("secret", $0) } } else { writer.null("secret") }
        }
        return HTTPResponse(
            status: 200, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")],
            body: writer.bytes)
    }
}
