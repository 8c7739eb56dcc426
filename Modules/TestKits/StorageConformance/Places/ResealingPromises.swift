import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let resealingPromises: [StoragePromise] = [
        StoragePromise("what is not sealed under a key is counted, and gone through in batches") { storage in
            try await storage.insert(Sample.user(1), Sample.user(2))
            let keys = ["a", "m", "m", "z", "a", "m", "z"]
            let items = keys.enumerated().map {
                Sample.secret("s\($0)", of: UInt32($0 % 2) + 1, under: $1)
            }
            try await storage.put(items)
            let current = SealingKeyID(rawValue: "m")
            #expect(try await storage.read(.scan) { try $0.sealedItems.countNotSealed(under: current) } == 4)
            var rounds: [Int] = []
            while rounds.last != 0, rounds.count < 9 {
                let batch = try await storage.write { store in
                    let batch = try store.sealedItems.notSealed(under: current, limit: 3)
                    for item in batch {
                        #expect(item.sealed.key != current)
                        _ = try store.sealedItemWrites.put(
                            SealedItem(
                                binding: item.binding, sealed: Sample.secret("", of: 1, under: "m").sealed,
                                createdAt: item.createdAt, updatedAt: item.updatedAt))
                    }
                    return batch.count
                }
                rounds.append(batch)
            }
            #expect(rounds == [3, 1, 0])
            #expect(try await storage.read(.scan) { try $0.sealedItems.countNotSealed(under: current) } == 0)
            for item in items { #expect(try await storage.find(item.binding)?.sealed.key == current) }
        },
        StoragePromise("once a key is admitted, nothing under another is stored, and what is there stays") { storage in
            try await storage.insert(Sample.user(1))
            let old = Sample.secret("k", of: 1, under: "old")
            try await storage.put(old)
            #expect(try await storage.read(.point) { try $0.sealedItems.admittedKey() } == nil)
            for name in ["middle", "new"] {
                try await storage.write { try $0.sealedItemWrites.admit(only: SealingKeyID(rawValue: name)) }
            }
            let admitted = try await storage.read(.point) { try $0.sealedItems.admittedKey() }
            #expect(admitted == SealingKeyID(rawValue: "new"))
            for key in ["old", "middle"] {
                let late = Sample.secret("k", of: 1, under: key, content: 9)
                #expect(try await storage.write { try $0.sealedItemWrites.put(late) } == false)
            }
            #expect(try await storage.find(old.binding) == old)
            try await storage.put(Sample.secret("k", of: 1, under: "new"))
        },
    ]
}
