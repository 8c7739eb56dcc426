import FoundationEssentials
import IdentityCore
import SQLiteKit
import Threading

/// What of a client's settings nobody searches by, as one JSON text: a member that is missing has its usual value, so that
/// settings that come later need no new column.
struct ClientDocument: Codable, Sendable {
    private struct Mapper: Codable, Sendable {
        let id: UUID
        let name: String
        let kind: String
        let settings: [String: String]
    }

    private var isPublic: Bool?
    private var grants: [String]?
    private var redirectURIs: [String]?
    private var postLogoutRedirectURIs: [String]?
    private var webOrigins: [String]?
    private var accessTokenLifetime: Int?
    private var attributes: [String: String]?
    private var mappers: [Mapper]?
    private var serviceAccount: UUID?

    init(_ settings: ClientSettings) {
        isPublic = settings.isPublic
        grants = settings.grants.sorted().map(\.rawValue)
        redirectURIs = settings.redirectURIs
        postLogoutRedirectURIs = settings.postLogoutRedirectURIs
        webOrigins = settings.webOrigins
        accessTokenLifetime = settings.accessTokenLifetime
        attributes = settings.attributes
        mappers = settings.mappers.map { Mapper(id: $0.id, name: $0.name, kind: $0.kind, settings: $0.settings) }
        serviceAccount = settings.serviceAccount?.rawValue
    }

    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    static func settings(_ text: String, realm: OrganizationID?) -> ClientSettings? {
        document(text)?.settings(realm: realm)
    }

    /// Every request of a client reads the client, and its settings hardly ever change: texts that were read lately, by
    /// their bytes, because texts are equal to others that are written with other bytes.
    private static let known = Locked<[[UInt8]: ClientDocument]>([:])
    /// Past it everything is forgotten, which costs one reading each.
    private static let capacity = 256

    private static func document(_ text: String) -> ClientDocument? {
        let bytes = Array(text.utf8)
        if let found = known.withLock({ $0[bytes] }) { return found }
        guard let document = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else { return nil }
        known.withLock { known in
            if known.count >= capacity { known.removeAll(keepingCapacity: true) }
            known[bytes] = document
        }
        return document
    }

    private func settings(realm: OrganizationID?) -> ClientSettings {
        ClientSettings(
            realm: realm, isPublic: isPublic ?? false, grants: Set((grants ?? []).compactMap(ClientGrant.init)),
            redirectURIs: redirectURIs ?? [], postLogoutRedirectURIs: postLogoutRedirectURIs ?? [],
            webOrigins: webOrigins ?? [], accessTokenLifetime: accessTokenLifetime, attributes: attributes ?? [:],
            mappers: (mappers ?? []).map {
                ClaimMapper(id: $0.id, name: $0.name, kind: $0.kind, settings: $0.settings)
            },
            serviceAccount: serviceAccount.map { UserID($0) })
    }
}
