import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText

/// The id of a source as a component.
struct ComponentID: Hashable, Sendable {
    private static let prefix = "source"
    let source: SourceID

    init(_ source: SourceID) { self.source = source }

    init?(_ text: String) {
        guard let name = OpaqueName.name(Self.prefix, text) else { return nil }
        source = SourceID(rawValue: name)
    }

    var text: String { OpaqueName.id(Self.prefix, source.rawValue) }
}

/// A configured directory on the wire. Where it is and whom it is asked as, only the configuration file says: no API
/// tells it, so the configuration shown is what is made of its people.
enum ComponentRepresentation {
    static let providerType = "org.keycloak.storage.UserStorageProvider"
    static let providerID = "ldap"
    /// What stands in the place of a secret.
    static let mask = "**********"

    static func write(_ source: SourceSummary, of realm: Realm) -> JSONObject {
        let policy = source.policy
        let interval = policy.syncInterval.map { "\($0 * 60)" } ?? "-1"
        let values: [(String, String)] = [
            ("enabled", "true"), ("priority", "0"), ("editMode", "READ_ONLY"),
            ("importEnabled", "\(policy.createsOnFirstLogin)"), ("syncRegistrations", "false"),
            ("fullSyncPeriod", interval), ("changedSyncPeriod", "-1"), ("bindCredential", mask),
        ]
        return [
            "id": .string(ComponentID(source.id).text), "name": .string(source.id.rawValue),
            "providerId": .string(providerID), "providerType": .string(providerType),
            "parentId": .string(realm.name),
            "config": .object(JSONObject(values.map { ($0.0, [.string($0.1)]) })),
        ]
    }
}
