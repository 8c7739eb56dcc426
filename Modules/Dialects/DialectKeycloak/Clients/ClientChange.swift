import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

/// What a representation that came in wants of a client; members left out are left alone.
struct ClientChange: Sendable {
    let clientID: String?
    private let name: String?
    private let about: String?
    private let isEnabled: Bool?
    private let isPublic: Bool?
    /// By flag: whether the way is to be open.
    private let grants: [ClientGrant: Bool]
    private let redirectURIs: [String]?
    private let webOrigins: [String]?
    private let attributes: [String: String]?
    private let mappers: [ClaimMapper]?
    let secret: Secret?
    let notServed: String?

    init(_ object: JSONObject, ids: any IDGenerator) throws(ServiceError) {
        var reader = RepresentationReader(object, known: KeycloakNames.client)
        clientID = reader.string("clientId")
        name = reader.string("name")
        about = reader.string("description")
        isEnabled = reader.bool("enabled")
        isPublic = reader.bool("publicClient")
        redirectURIs = reader.strings("redirectUris")
        webOrigins = reader.strings("webOrigins")
        secret = reader.string("secret").flatMap { $0.isEmpty ? nil : Secret($0) }
        var grants: [ClientGrant: Bool] = [:]
        grants[.authorizationCode] = reader.bool("standardFlowEnabled")
        grants[.password] = reader.bool("directAccessGrantsEnabled")
        grants[.clientCredentials] = reader.bool("serviceAccountsEnabled")
        grants[.offlineAccess] = reader.strings("optionalClientScopes")?.contains(ClientRepresentation.offlineScope)
        var notServed: String?
        for flag in ["implicitFlowEnabled", "bearerOnly", "consentRequired", "authorizationServicesEnabled"]
        where reader.bool(flag) == true { notServed = flag }
        if let other = reader.string("protocol"), other != ClientRepresentation.scheme {
            notServed = "protocol \(other)"
        }
        self.notServed = notServed
        let attributes = Self.attributes(&reader)
        for (grant, key) in [
            (ClientGrant.deviceCode, ClientAttribute.device), (.refreshToken, ClientAttribute.refresh),
            (.tokenExchange, ClientAttribute.exchange),
        ] {
            if let text = attributes?[key] { grants[grant] = text.lowercased() == "true" }
        }
        self.attributes = attributes
        self.grants = grants
        mappers = try reader.objects("protocolMappers").map { (list) throws(ServiceError) in
            try list.map { (object) throws(ServiceError) in try ClientMapper(object, id: ids.uuid()).mapper }
        }
        try reader.finish()
    }

    /// What Keycloak opens when nothing is said, but for going on while the user is away, which is allowed by name here.
    private static let usual: Set<ClientGrant> = [.authorizationCode, .password, .refreshToken]

    func creation(in realm: Realm) throws(ServiceError) -> CreateClient {
        guard let clientID, !clientID.isEmpty else {
            throw .invalidInput([FieldProblem("clientId", .missing, "Client id is missing")])
        }
        var settings = ClientSettings(realm: realm.organization, grants: Self.usual)
        apply(to: &settings)
        let isNamed = name.map { !$0.isEmpty } ?? false
        return CreateClient(
            id: clientID, name: isNamed ? name : nil, about: about ?? "", isEnabled: isEnabled ?? true,
            settings: settings, secret: settings.isPublic ? nil : secret)
    }

    var edit: EditClient {
        var edit = EditClient()
        edit.name = name.flatMap { $0.isEmpty ? nil : $0 }
        edit.about = about
        edit.isEnabled = isEnabled
        edit.settings = { apply(to: &$0) }
        return edit
    }

    private func apply(to settings: inout ClientSettings) {
        settings.isPublic = isPublic ?? settings.isPublic
        for (grant, isOpen) in grants {
            if isOpen { settings.grants.insert(grant) } else { settings.grants.remove(grant) }
        }
        settings.redirectURIs = redirectURIs ?? settings.redirectURIs
        settings.webOrigins = webOrigins ?? settings.webOrigins
        settings.mappers = mappers ?? settings.mappers
        guard let attributes else { return }
        settings.attributes = attributes.filter { !ClientAttribute.known.contains($0.key) }
        settings.accessTokenLifetime = attributes[ClientAttribute.lifetime].flatMap { Int($0) }
        if let addresses = attributes[ClientAttribute.postLogout] {
            let parts = addresses.split(separator: ClientAttribute.postLogoutSeparator).map(String.init)
            // A plus stands for the addresses to come back to.
            settings.postLogoutRedirectURIs = parts.flatMap { $0 == "+" ? settings.redirectURIs : [$0] }
        } else {
            settings.postLogoutRedirectURIs = []
        }
    }

    /// Values come as texts, and as booleans and numbers.
    private static func attributes(_ reader: inout RepresentationReader) -> [String: String]? {
        guard let object = reader.value("attributes")?.objectValue else { return nil }
        var texts: [String: String] = [:]
        for member in object.members {
            switch member.value {
            case .string(let text): texts[member.key] = text
            case .bool(let flag): texts[member.key] = "\(flag)"
            case .integer(let number): texts[member.key] = "\(number)"
            case .null: continue
            default: reader.report("attributes", .malformed, "An attribute of a client is one text")
            }
        }
        return texts
    }
}

/// A protocol mapper as it came in.
struct ClientMapper {
    let mapper: ClaimMapper

    /// - Parameter id: a new one, or of the one in whose place it comes.
    init(_ object: JSONObject, id: UUID) throws(ServiceError) {
        var reader = RepresentationReader(object, known: KeycloakNames.mapper)
        let name = reader.string("name") ?? "", kind = reader.string("protocolMapper") ?? ""
        if name.isEmpty { reader.report("name", .missing, "Name is missing") }
        if kind.isEmpty { reader.report("protocolMapper", .missing, "Protocol mapper is missing") }
        var config: [String: String] = [:]
        for member in reader.value("config")?.objectValue?.members ?? [] {
            config[member.key] = member.value.stringValue ?? member.value.boolValue.map { "\($0)" }
        }
        try reader.finish()
        mapper = ClaimMapper(id: id, name: name, kind: kind, settings: config)
    }
}
