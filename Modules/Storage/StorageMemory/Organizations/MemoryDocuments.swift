import IdentityCore

struct MemoryDocuments: DocumentReading, DocumentWriting {
    let transaction: MemoryTransaction

    func find(_ name: DocumentName, of owner: DocumentOwner) throws(ServiceError) -> Document? {
        transaction.contents.documents[owner]?[name]
    }

    func list(of owner: DocumentOwner) throws(ServiceError) -> [Document] {
        (transaction.contents.documents[owner] ?? [:]).values.sorted { $0.name < $1.name }
    }

    func list(_ name: DocumentName, of owners: [DocumentOwner]) throws(ServiceError) -> [Document] {
        Set(owners).compactMap { transaction.contents.documents[$0]?[name] }
    }

    func put(_ document: Document) throws(ServiceError) {
        transaction.contents.documents[document.owner, default: [:]][document.name] = document
    }

    func remove(_ name: DocumentName, of owner: DocumentOwner) throws(ServiceError) -> Bool {
        transaction.contents.documents[owner]?.removeValue(forKey: name) != nil
    }
}
