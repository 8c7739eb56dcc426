import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let sealedItemPromises: [StoragePromise] = [
        StoragePromise("a sealed item is read back byte for byte, and a later one takes its place") { storage in
            try await storage.insert(Sample.user(1))
            var item = Sample.secret("db", of: 1, as: .connectionCredential)
            item.detail = "{\"user\":\"zoë\"}"
            item.updatedAt = Sample.start.addingTimeInterval(1)
            try await storage.put(item)
            #expect(try await storage.find(item.binding) == item)
            let later = SealedItem(
                binding: item.binding,
                sealed: SealedSecret(
                    key: SealingKeyID(rawValue: "second"), nonce: Array(0..<12), box: (0...255).map { UInt8($0) }),
                createdAt: Sample.start.addingTimeInterval(5), updatedAt: Sample.start.addingTimeInterval(6))
            try await storage.put(later)
            #expect(try await storage.find(item.binding) == later)
        },
        StoragePromise("an item is found by exactly its user, purpose and name") { storage in
            try await storage.insert(Sample.user(1), Sample.user(2))
            let items = [
                Sample.secret("k", of: 1, content: 1), Sample.secret("K", of: 1, content: 2),
                Sample.secret("k", of: 1, as: .connectionCredential, content: 3), Sample.secret("k", of: 2, content: 4),
                Sample.secret("\u{E9}", of: 1, content: 5), Sample.secret("e\u{301}", of: 1, content: 6),
            ]
            try await storage.put(items)
            for item in items { #expect(try await storage.find(item.binding)?.sealed == item.sealed) }
            for item in [
                Sample.secret("k", of: 3), Sample.secret("", of: 1),
                Sample.secret("k", of: 2, as: .connectionCredential),
            ] {
                #expect(try await storage.find(item.binding) == nil)
            }
        },
        StoragePromise("nobody without an account has sealed items") { storage in
            await storage.expectRefusal(.notFound(.user)) {
                _ = try $0.sealedItemWrites.put(Sample.secret("k", of: 1))
            }
        },
        StoragePromise("an item is removed once, and the others stay") { storage in
            try await storage.insert(Sample.user(1))
            let gone = Sample.secret("gone", of: 1)
            let kept = Sample.secret("gone", of: 1, as: .connectionCredential)
            try await storage.put([gone, kept])
            #expect(try await storage.write { try $0.sealedItemWrites.remove(gone.binding) })
            #expect(try await storage.write { try $0.sealedItemWrites.remove(gone.binding) } == false)
            #expect(try await storage.find(gone.binding) == nil)
            #expect(try await storage.find(kept.binding) == kept)
        },
        StoragePromise("the items of a user and purpose are listed by name, each once over all pages") { storage in
            try await storage.insert(Sample.user(1), Sample.user(2))
            let names = ["z", "B", "a", "é", "b", "", "ab"]
            try await storage.put(names.map { Sample.secret($0, of: 1) })
            try await storage.put([Sample.secret("a", of: 2), Sample.secret("a", of: 1, as: .connectionCredential)])
            let visited: [SealedItem] = try await everyPage { last in
                try await storage.read(.scan) {
                    try $0.sealedItems.list(.userSecret, of: Sample.userID(1), after: last?.binding.name, limit: 2)
                }
            }
            #expect(visited.map(\.binding.name) == ["", "B", "a", "ab", "b", "z", "é"])
            #expect(visited.allSatisfy { $0.binding.user == Sample.userID(1) && $0.binding.purpose == .userSecret })
        },
        StoragePromise("a removed user's sealed items are gone, and nobody else's are") { storage in
            try await storage.insert(Sample.user(1), Sample.user(2))
            let mine = [Sample.secret("k", of: 1), Sample.secret("c", of: 1, as: .connectionCredential)]
            let other = Sample.secret("k", of: 2)
            try await storage.put(mine + [other])
            try await storage.write { store in
                try store.userWrites.remove(Sample.userID(1))
                try store.userWrites.insert(Sample.user(1))
            }
            for item in mine { #expect(try await storage.find(item.binding) == nil) }
            #expect(try await storage.find(other.binding) == other)
        },
    ]
}

extension Storage {
    func put(_ item: SealedItem) async throws { try await put([item]) }

    func put(_ items: [SealedItem]) async throws {
        try await write { store in
            for item in items { try #require(try store.sealedItemWrites.put(item)) }
        }
    }

    func find(_ binding: SealBinding) async throws -> SealedItem? {
        try await read(.point) { try $0.sealedItems.find(binding) }
    }
}
