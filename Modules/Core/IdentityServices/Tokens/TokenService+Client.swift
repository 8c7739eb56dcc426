package import IdentityCore

extension TokenService {
    /// The client that the proof is good for.
    /// - Throws: `limited` when there were too many wrong secrets from the address.
    func client(_ proof: ClientProof) async throws(ServiceError) -> Result<Client, ClientRefusal> {
        let id = ClientID(rawValue: proof.id)
        let (found, sealed) = try await storage.read(.point) { store in
            (try store.clients.find(id), try store.clients.secret(of: id))
        }
        guard let client = found, client.serves(proof.realm) else { return .failure(ClientRefusal(.unknownClient)) }
        if client.settings.isPublic { return .success(client) }
        guard let sealed, let offered = proof.secret else { return .failure(ClientRefusal(.wrongClientSecret)) }
        let isRight = try await counts.guess(of: client.id, from: proof.origin, by: hands.clock) {
            () throws(ServiceError) in
            // Digests, so that the time of the comparison tells nothing of the secret.
            digest(try sealing.open(sealed, for: .client(client.key))) == digest(offered)
        }
        return isRight ? .success(client) : .failure(ClientRefusal(.wrongClientSecret))
    }

    /// The same for a client that wants to come by tokens in this way.
    func client(
        _ proof: ClientProof, for grant: ClientGrant
    ) async throws(ServiceError) -> Result<Client, ClientRefusal> {
        switch try await client(proof) {
        case .success(let client):
            client.settings.grants.contains(grant)
                ? .success(client) : .failure(ClientRefusal(.grantNotAllowed))
        case .failure(let refusal): .failure(refusal)
        }
    }

    /// Asked again inside the transaction that grants: the client may have been disabled meanwhile.
    func confirmed(
        _ client: Client, for grant: ClientGrant?, in store: any StoreReading
    ) throws(ServiceError) -> Client? {
        guard let current = try store.clients.find(client.id), current.isEnabled, current.key == client.key,
            grant.map(current.settings.grants.contains) ?? true
        else { return nil }
        return current
    }

    func digest(_ secret: Secret) -> [UInt8] { secret.reveal { digests.sha256(Array($0.utf8)) } }
}

struct ClientRefusal: Error {
    let refusal: GrantRefusal

    init(_ refusal: GrantRefusal) { self.refusal = refusal }
}

extension Client {
    /// Whether the client is enabled for users of the organization.
    func serves(_ organization: OrganizationID) -> Bool {
        isEnabled && settings.realm.map { $0 == organization } ?? true
    }
}

extension TokenService {
    /// Whether there is such an organization, which everybody may know who knows its name.
    package func isRealm(_ organization: OrganizationID) async throws(ServiceError) -> Bool {
        try await storage.read(.point) { store in try store.organizations.find(organization) != nil }
    }

    /// Keys that tokens are checked with, for everybody.
    package func publicKeys() async throws(ServiceError) -> [PublicSigningKey] { try await signing.publicKeys() }

    /// Whose pages may read answers to the client; none for a client that is not there.
    package func webOrigins(
        of client: ClientID, in realm: OrganizationID, from origins: @Sendable (Client) -> [String]
    ) async throws(ServiceError) -> [String] {
        let found = try await storage.read(.point) { store in try store.clients.find(client) }
        return found.flatMap { $0.serves(realm) ? origins($0) : nil } ?? []
    }
}
