import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let clientPromises: [StoragePromise] = [
        StoragePromise("a client is read back as it was stored, and a replaced one as given") { storage in
            let first = Client(
                id: ClientID(rawValue: "sdk"), key: Sample.client("sdk").key, name: "SDK", about: "for programs",
                isEnabled: false,
                createdAt: Sample.start, updatedAt: Sample.start.addingTimeInterval(1), version: 4)
            try await storage.write { try $0.clientWrites.insert(first) }
            #expect(try await storage.read(.point) { try $0.clients.find(first.id) } == first)
            #expect(try await storage.read(.point) { try $0.clients.find(ClientID(rawValue: "SDK")) } == nil)
            var changed = Sample.client("sdk")
            changed.about = "other"
            changed.version = 5
            let second = changed
            try await storage.write { try $0.clientWrites.replace(second) }
            #expect(try await storage.read(.point) { try $0.clients.find(first.id) } == second)
        },
        StoragePromise("a client's id is given once, whatever its letter case") { storage in
            try await storage.write { try $0.clientWrites.insert(Sample.client("sdk")) }
            for id in ["sdk", "SDK", "Sdk"] {
                await storage.expectRefusal(.alreadyExists(.client, field: "id")) {
                    try $0.clientWrites.insert(Sample.client(id))
                }
            }
            try await storage.write { try $0.clientWrites.remove(ClientID(rawValue: "sdk")) }
            try await storage.write { try $0.clientWrites.insert(Sample.client("SDK")) }
        },
        StoragePromise("changing or removing a client that is not there says notFound") { storage in
            await storage.expectRefusal(.notFound(.client)) { try $0.clientWrites.replace(Sample.client("sdk")) }
            await storage.expectRefusal(.notFound(.client)) { try $0.clientWrites.remove(ClientID(rawValue: "sdk")) }
        },
        StoragePromise("clients are listed by id, byte by byte, each once over all pages") { storage in
            let ids = ["z", "B", "a-1", "é", "a", "c", "D", "a_1"]
            try await storage.write { store in
                for id in ids { try store.clientWrites.insert(Sample.client(id)) }
                try store.clientWrites.insert(Sample.client("gone"))
                try store.clientWrites.remove(ClientID(rawValue: "gone"))
            }
            let visited: [Client] = try await everyPage { last in
                try await storage.read(.scan) { try $0.clients.list(after: last?.id, limit: 3) }
            }
            #expect(visited.map(\.id.rawValue) == ["B", "D", "a", "a-1", "a_1", "c", "z", "é"])
            #expect(try await storage.read(.scan) { try $0.clients.list(after: nil, limit: 0) }.isEmpty)
        },
    ]
}
