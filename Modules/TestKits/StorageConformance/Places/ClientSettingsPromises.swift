import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let clientSettingsPromises: [StoragePromise] = [
        StoragePromise("a client's settings are read back as they were stored, and found by its key") { storage in
            var client = Sample.client("full")
            client.settings = ClientSettings(
                realm: OrganizationID(rawValue: "acme"), isPublic: true, grants: [.password, .deviceCode],
                redirectURIs: ["https://b.example/", "https://a.example/?é=\"1\""], postLogoutRedirectURIs: ["+"],
                webOrigins: ["https://b.example"], accessTokenLifetime: 61, attributes: ["a/b": "1", "é": ""],
                mappers: [ClaimMapper(id: Sample.uuid(3), name: "groups", kind: "group", settings: ["k": "v"])],
                serviceAccount: Sample.userID(9))
            let stored = client
            try await storage.write { try $0.clientWrites.insert(stored) }
            #expect(try await storage.read(.point) { try $0.clients.find(key: stored.key) } == stored)
            #expect(try await storage.read(.point) { try $0.clients.find(key: Sample.uuid(1)) } == nil)
            client.settings = ClientSettings()
            let plain = client
            try await storage.write { try $0.clientWrites.replace(plain) }
            #expect(try await storage.read(.point) { try $0.clients.find(plain.id) } == plain)
            let twin = Client(
                id: ClientID(rawValue: "twin"), key: stored.key, name: "Twin", createdAt: Sample.start,
                updatedAt: Sample.start)
            await storage.expectRefusal(.alreadyExists(.client, field: "key")) { try $0.clientWrites.insert(twin) }
        },
        StoragePromise("an organization is not removed while it has clients of its own") { storage in
            let acme = OrganizationID(rawValue: "acme")
            var own = Sample.client("own")
            own.settings.realm = acme
            let client = own
            try await storage.write { store in
                try store.organizationWrites.insert(
                    Organization(id: acme, name: "acme", createdAt: Sample.start, updatedAt: Sample.start))
                try store.clientWrites.insert(client)
                try store.clientWrites.insert(Sample.client("any"))
            }
            await storage.expectRefusal(.conflict(.notEmpty(.client))) { try $0.organizationWrites.remove(acme) }
            try await storage.write { store in
                try store.clientWrites.remove(client.id)
                try store.organizationWrites.remove(acme)
            }
            #expect(try await storage.read(.point) { try $0.organizations.find(acme) } == nil)
        },
        StoragePromise("the clients of a realm are its own and those of every realm") { storage in
            let acme = OrganizationID(rawValue: "acme")
            try await storage.write { store in
                for (id, realm) in [("a", acme), ("b", nil), ("c", .standard), ("d", acme)]
                    as [(String, OrganizationID?)]
                {
                    var client = Sample.client(id)
                    client.settings.realm = realm
                    try store.clientWrites.insert(client)
                }
            }
            let visited: [Client] = try await everyPage { last in
                try await storage.read(.scan) { try $0.clients.list(of: acme, after: last?.id, limit: 2) }
            }
            #expect(visited.map(\.id.rawValue) == ["a", "b", "d"])
        },
        StoragePromise("a client has one secret, which goes when told and with the client") { storage in
            let client = Sample.client("sdk")
            let one = Sample.sealed(under: "first", content: 1), two = Sample.sealed(under: "second", content: 2)
            await storage.expectRefusal(.notFound(.client)) { _ = try $0.clientWrites.putSecret(one, of: client.id) }
            try await storage.write { try $0.clientWrites.insert(client) }
            #expect(try await storage.secret(of: client) == nil)
            for sealed in [one, two] {
                #expect(try await storage.write { try $0.clientWrites.putSecret(sealed, of: client.id) })
                #expect(try await storage.secret(of: client) == sealed)
            }
            #expect(try await storage.write { try $0.clientWrites.removeSecret(of: client.id) })
            #expect(try await storage.write { try $0.clientWrites.removeSecret(of: client.id) } == false)
            try await storage.write { store in
                _ = try store.clientWrites.putSecret(one, of: client.id)
                try store.clientWrites.remove(client.id)
                try store.clientWrites.insert(client)
            }
            #expect(try await storage.secret(of: client) == nil)
        },
        StoragePromise("secrets of clients under other keys are listed, and none is taken under a key not admitted") {
            storage in
            let first = SealingKeyID(rawValue: "first"), second = SealingKeyID(rawValue: "second")
            try await storage.write { store in
                for (index, key) in ["first", "second", "third"].enumerated() {
                    let client = Sample.client("c\(index)")
                    try store.clientWrites.insert(client)
                    _ = try store.clientWrites.putSecret(Sample.sealed(under: key, content: 1), of: client.id)
                }
                try store.clientWrites.insert(Sample.client("bare"))
            }
            try await storage.read(.scan) { store throws in
                let others = try store.clients.secrets(exceptUnder: second, limit: 9)
                #expect(Set(others.map(\.client.rawValue)) == ["c0", "c2"])
                #expect(others.allSatisfy { $0.key == Sample.client($0.client.rawValue).key })
                #expect(try store.clients.secrets(exceptUnder: second, limit: 1).count == 1)
                #expect(try store.clients.countSecrets(exceptUnder: second) == 2)
            }
            try await storage.write { try $0.sealedItemWrites.admit(only: second) }
            let refused = Sample.sealed(under: first.rawValue, content: 9)
            let id = Sample.client("c1").id
            #expect(try await storage.write { try $0.clientWrites.putSecret(refused, of: id) } == false)
            #expect(
                try await storage.secret(of: Sample.client("c1")) == Sample.sealed(under: "second", content: 1))
        },
        StoragePromise("addresses that look the same and are written with other bytes stay apart") { storage in
            let written = ["https://e.example/\u{E9}", "https://e.example/e\u{301}"]
            for round in 0..<2 {
                for (place, address) in written.enumerated() {
                    var client = Sample.client("spelt-\(place)")
                    client.settings.redirectURIs = [address]
                    let stored = client
                    try await storage.write { store in
                        if round == 0 {
                            try store.clientWrites.insert(stored)
                        } else {
                            try store.clientWrites.replace(stored)
                        }
                    }
                    let found = try await storage.read(.point) { try $0.clients.find(stored.id) }
                    #expect(found?.settings.redirectURIs.map { Array($0.utf8) } == [Array(address.utf8)])
                }
            }
        },
    ]
}

extension Sample {
    static func sealed(under key: String, content: UInt8) -> SealedSecret {
        secret("", of: 1, under: key, content: content).sealed
    }
}

extension Storage {
    func secret(of client: Client) async throws -> SealedSecret? {
        try await read(.point) { try $0.clients.secret(of: client.id) }
    }
}
