import FoundationEssentials
import IdentityCore

struct MemoryClients: ClientReading, ClientWriting {
    let transaction: MemoryTransaction

    func find(_ id: ClientID) throws(ServiceError) -> Client? { transaction.contents.places.clients[ByteKey(id)] }

    func find(key: UUID) throws(ServiceError) -> Client? {
        transaction.contents.places.clients.values.first { $0.key == key }
    }

    func list(of realm: OrganizationID?, after: ClientID?, limit: Int) throws(ServiceError) -> [Client] {
        let matching = transaction.contents.places.clients.values
            .filter { client in realm == nil || client.settings.realm.map { $0 == realm } ?? true }
            .filter { client in after.map { $0 < client.id } ?? true }
            .sorted { $0.id < $1.id }
        return Array(matching.prefix(max(limit, 0)))
    }

    func secret(of id: ClientID) throws(ServiceError) -> SealedSecret? {
        transaction.contents.places.clientSecrets[ByteKey(id)]
    }

    func secrets(exceptUnder key: SealingKeyID, limit: Int) throws(ServiceError) -> [ClientSecret] {
        let matching = transaction.contents.places.clients.values.lazy.compactMap { client -> ClientSecret? in
            guard let sealed = transaction.contents.places.clientSecrets[ByteKey(client.id)], sealed.key != key else {
                return nil
            }
            return ClientSecret(client: client.id, key: client.key, sealed: sealed)
        }
        return Array(matching.prefix(max(limit, 0)))
    }

    func countSecrets(exceptUnder key: SealingKeyID) throws(ServiceError) -> Int {
        transaction.contents.places.clientSecrets.values.count { $0.key != key }
    }

    func insert(_ client: Client) throws(ServiceError) {
        let folded = client.id.rawValue.foldedInASCII
        guard !transaction.contents.places.clients.values.contains(where: { $0.id.rawValue.foldedInASCII == folded })
        else {
            throw .alreadyExists(.client, field: "id")
        }
        guard try find(key: client.key) == nil else { throw .alreadyExists(.client, field: "key") }
        transaction.contents.places.clients[ByteKey(client.id)] = client
    }

    func replace(_ client: Client) throws(ServiceError) {
        guard let earlier = try find(client.id) else { throw .notFound(.client) }
        transaction.contents.places.clients[ByteKey(client.id)] = Client(
            id: earlier.id, key: earlier.key, name: client.name, about: client.about, isEnabled: client.isEnabled,
            settings: client.settings, createdAt: earlier.createdAt, updatedAt: client.updatedAt,
            version: client.version)
    }

    func remove(_ id: ClientID) throws(ServiceError) {
        guard try find(id) != nil else { throw .notFound(.client) }
        guard try transaction.roles.list(.client(id), after: nil, limit: 1).isEmpty else {
            throw .conflict(.notEmpty(.role))
        }
        transaction.contents.places.clients[ByteKey(id)] = nil
        transaction.contents.places.clientSecrets[ByteKey(id)] = nil
        transaction.contents.grants.forget(id)
    }

    func putSecret(_ sealed: SealedSecret, of id: ClientID) throws(ServiceError) -> Bool {
        if let admitted = transaction.contents.places.admittedKey, admitted != sealed.key { return false }
        guard try find(id) != nil else { throw .notFound(.client) }
        transaction.contents.places.clientSecrets[ByteKey(id)] = sealed
        return true
    }

    func removeSecret(of id: ClientID) throws(ServiceError) -> Bool {
        transaction.contents.places.clientSecrets.removeValue(forKey: ByteKey(id)) != nil
    }
}
