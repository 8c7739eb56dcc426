package import IdentityCore
import LDAPKit

/// The source of kind `ldap`: people of a directory, who sign in with its passwords.
package enum LDAPSource: IdentitySourceKind {
    package static let kind = SourceKind(rawValue: "ldap")

    package static func open(
        _ configuration: LDAPSourceConfiguration, as id: SourceID, policy: ProvisioningPolicy,
        in environment: SourceEnvironment
    ) async throws(ServiceError) -> IdentitySource {
        let settings = try LDAPSettings(configuration, environment.files)
        let identity = try LDAPServiceIdentity(configuration.bind, environment.files)
        let directory = DirectorySettings(configuration, as: id, clock: environment.clock)
        let pool = WatchedPool(
            LDAPPool(
                settings, as: identity ?? .anonymous, limits: LDAPPoolSettings(seats: configuration.connections),
                name: "ldap-\(id)"), of: id, changed: environment.healthChanged)
        let examiner = LDAPExaminer(
            configuration: configuration, directory: directory, settings: settings, identity: identity)
        return IdentitySource(
            id: id, kind: kind, policy: policy, password: LDAPAuthenticator(directory: directory, pool: pool),
            directory: identity == nil ? nil : LDAPDirectory(directory: directory, pool: pool), examiner: examiner,
            upkeep: LDAPUpkeep(pool: pool, examiner: examiner))
    }
}
