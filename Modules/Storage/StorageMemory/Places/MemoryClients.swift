import IdentityCore

struct MemoryClients: ClientReading, ClientWriting {
    let transaction: MemoryTransaction

    func find(_ id: ClientID) throws(ServiceError) -> Client? { transaction.contents.places.clients[ByteKey(id)] }

    func list(after: ClientID?, limit: Int) throws(ServiceError) -> [Client] {
        let matching = transaction.contents.places.clients.values
            .filter { client in after.map { $0 < client.id } ?? true }
            .sorted { $0.id < $1.id }
        return Array(matching.prefix(max(limit, 0)))
    }

    func insert(_ client: Client) throws(ServiceError) {
        let folded = client.id.rawValue.foldedInASCII
        guard !transaction.contents.places.clients.values.contains(where: { $0.id.rawValue.foldedInASCII == folded })
        else {
            throw .alreadyExists(.client, field: "id")
        }
        transaction.contents.places.clients[ByteKey(client.id)] = client
    }

    func replace(_ client: Client) throws(ServiceError) {
        guard let earlier = try find(client.id) else { throw .notFound(.client) }
        transaction.contents.places.clients[ByteKey(client.id)] = Client(
            id: earlier.id, name: client.name, about: client.about, isEnabled: client.isEnabled,
            createdAt: earlier.createdAt, updatedAt: client.updatedAt, version: client.version)
    }

    func remove(_ id: ClientID) throws(ServiceError) {
        guard try find(id) != nil else { throw .notFound(.client) }
        guard try transaction.roles.list(.client(id), after: nil, limit: 1).isEmpty else {
            throw .conflict(.notEmpty(.role))
        }
        transaction.contents.places.clients[ByteKey(id)] = nil
    }
}
