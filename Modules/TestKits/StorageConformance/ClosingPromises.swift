import IdentityCore
import Testing

extension StorageConformance {
    static let closingPromises: [StoragePromise] = [
        StoragePromise("an open storage proves that it can be read and written, and shows nothing of it") { storage in
            try await storage.probe()
            #expect(try await storage.read(.point) { try $0.users.count() } == 0)
            #expect(try await storage.audit().isEmpty)
        },
        StoragePromise("a closed storage is unavailable in every way, also when closed twice") { storage in
            try await storage.insert(Sample.user(1))
            await storage.close()
            await storage.close()
            await storage.expectRefusal(.unavailable(.storage)) { try $0.userWrites.insert(Sample.user(2)) }
            let unavailable = ServiceError.unavailable(.storage)
            await #expect(throws: unavailable) { try await storage.find(.id(Sample.userID(1))) }
            await #expect(throws: unavailable) { try await storage.list(UserQuery(limit: 1)) }
            await #expect(throws: unavailable) { try await storage.probe() }
            #expect(throws: unavailable) { try storage.changeMarker() }
        },
        StoragePromise("closing waits for writes under way: each was kept or refused, none hangs") { storage in
            let kept = await withTaskGroup(of: Int.self) { group in
                for number in UInt32(1)...50 {
                    group.addTask { (try? await storage.insert(Sample.user(number))) == nil ? 0 : 1 }
                }
                group.addTask {
                    await storage.close()
                    return 0
                }
                return await group.reduce(0, +)
            }
            #expect((0...50).contains(kept))
        },
    ]
}
