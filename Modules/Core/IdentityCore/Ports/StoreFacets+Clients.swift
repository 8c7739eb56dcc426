package import FoundationEssentials

package protocol ClientReading {
    func find(_ id: ClientID) throws(ServiceError) -> Client?
    func find(key: UUID) throws(ServiceError) -> Client?
    /// By id; those of every realm and those of the one, or all when none is named.
    func list(of realm: OrganizationID?, after: ClientID?, limit: Int) throws(ServiceError) -> [Client]
    /// Opens nothing.
    func secret(of id: ClientID) throws(ServiceError) -> SealedSecret?
    /// Secrets that are sealed under any other key, in no order; what is sealed anew leaves this list.
    func secrets(exceptUnder key: SealingKeyID, limit: Int) throws(ServiceError) -> [ClientSecret]
    func countSecrets(exceptUnder key: SealingKeyID) throws(ServiceError) -> Int
}

extension ClientReading {
    package func list(after: ClientID?, limit: Int) throws(ServiceError) -> [Client] {
        try list(of: nil, after: after, limit: limit)
    }
}

/// What a client proves itself with, as it is stored.
package struct ClientSecret: Hashable, Sendable {
    package let client: ClientID
    /// Part of what the secret is sealed for.
    package let key: UUID
    package var sealed: SealedSecret

    package init(client: ClientID, key: UUID, sealed: SealedSecret) {
        self.client = client
        self.key = key
        self.sealed = sealed
    }
}

package protocol ClientWriting {
    /// - Throws: `alreadyExists(.client, field: "id")` or `"key"`.
    func insert(_ client: Client) throws(ServiceError)
    /// - Throws: `notFound(.client)`.
    func replace(_ client: Client) throws(ServiceError)
    /// Removes the client with its secret and everything that was granted to it.
    /// - Throws: `notFound(.client)`; `conflict(.notEmpty(.role))` while roles of the client are defined.
    func remove(_ id: ClientID) throws(ServiceError)
    /// Stores the secret in the place of an earlier one.
    /// - Returns: `false`, with nothing stored, when it is sealed under a key that is not admitted (see
    ///   `SealedItemWriting.admit`): seal it anew.
    /// - Throws: `notFound(.client)`.
    func putSecret(_ sealed: SealedSecret, of id: ClientID) throws(ServiceError) -> Bool
    /// - Returns: whether there was one.
    func removeSecret(of id: ClientID) throws(ServiceError) -> Bool
}
