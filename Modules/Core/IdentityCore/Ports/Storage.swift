/// How much a read may cost: decides on which thread it runs.
package enum ReadCost: Sendable {
    /// A few rows by key: microseconds, run on the calling thread.
    case point
    /// A page or a search: run on the storage's own bounded readers, with a deadline.
    case scan
}

/// Moves whenever a commit by this or any other process may have changed what the store holds.
/// Two equal markers of one storage mean: nothing has changed in between.
package struct ChangeMarker: Hashable, Sendable {
    package let value: UInt64
    package init(_ value: UInt64) { self.value = value }
}

/// One store of everything. The closures are synchronous on purpose: nothing slow fits inside a transaction.
///
/// - A `write` that throws leaves no trace; one that returns has been committed durably.
/// - The closure of a `write` may be run again when a neighbour's write is undone, so it does nothing but use the store;
///   the caller gets what the run that was committed returned.
/// - Whatever a closure throws that is no `ServiceError` becomes `internalFailure`.
/// - A store that can't be reached, is full, read-only or locked is `unavailable(.storage)`.
package protocol Storage: Sendable {
    func read<Result: Sendable>(
        _ cost: ReadCost, _ body: @escaping @Sendable (any StoreReading) throws -> Result
    ) async throws(ServiceError) -> Result

    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any StoreWriting) throws -> Result
    ) async throws(ServiceError) -> Result

    /// Cheap enough to ask on every request.
    func changeMarker() throws(ServiceError) -> ChangeMarker

    /// Proves that the store can be read and written right now, for `ready`.
    func probe() async throws(ServiceError)

    /// Lets running transactions end, then lets go of everything. Later calls are `unavailable(.storage)`.
    func close() async
}

package protocol StoreReading {
    var users: any UserReading { get }
    var passwords: any PasswordReading { get }
    var sessions: any SessionReading { get }
    var audit: any AuditReading { get }
    var groups: any GroupReading { get }
    var roles: any RoleReading { get }
    var organizations: any OrganizationReading { get }
    var tenants: any TenantReading { get }
    var documents: any DocumentReading { get }
    var workspaces: any WorkspaceReading { get }
    var accessKeys: any AccessKeyReading { get }
    var clients: any ClientReading { get }
    var resources: any ResourceReading { get }
    var sealedItems: any SealedItemReading { get }
    var invitations: any InvitationReading { get }
    var codes: any OneTimeCodeReading { get }
    var refreshFamilies: any RefreshFamilyReading { get }
    var grants: any GrantReading { get }
    var signingKeys: any SigningKeyReading { get }
    var revokedTokens: any RevokedTokenReading { get }
}

package protocol StoreWriting: StoreReading {
    var userWrites: any UserWriting { get }
    var passwordWrites: any PasswordWriting { get }
    var sessionWrites: any SessionWriting { get }
    var auditWrites: any AuditWriting { get }
    var groupWrites: any GroupWriting { get }
    var roleWrites: any RoleWriting { get }
    var organizationWrites: any OrganizationWriting { get }
    var tenantWrites: any TenantWriting { get }
    var documentWrites: any DocumentWriting { get }
    var workspaceWrites: any WorkspaceWriting { get }
    var accessKeyWrites: any AccessKeyWriting { get }
    var clientWrites: any ClientWriting { get }
    var resourceWrites: any ResourceWriting { get }
    var sealedItemWrites: any SealedItemWriting { get }
    var invitationWrites: any InvitationWriting { get }
    var codeWrites: any OneTimeCodeWriting { get }
    var refreshFamilyWrites: any RefreshFamilyWriting { get }
    var grantWrites: any GrantWriting { get }
    var signingKeyWrites: any SigningKeyWriting { get }
    var revokedTokenWrites: any RevokedTokenWriting { get }

    /// Runs `body` as a part of the write: when it throws, what it did is undone, and what was done before it stays.
    /// Each page that a part changes is copied first, so whatever can be decided before the first change needs none.
    /// A part may hold parts.
    func attempt<Result>(_ body: () throws(ServiceError) -> Result) throws(ServiceError) -> Result
}
