import FoundationEssentials
import IdentityCore
import Testing

extension StorageConformance {
    static let revokedTokenPromises: [StoragePromise] = [
        StoragePromise("a revoked token stays so until its time is over, the later of two") { storage in
            func revoke(_ number: UInt32, for seconds: TimeInterval) async throws {
                let end = Sample.start.addingTimeInterval(seconds)
                try await storage.write { try $0.revokedTokenWrites.insert(Sample.uuid(number), until: end) }
            }
            func prune(_ limit: Int, after seconds: TimeInterval) async throws -> Int {
                let moment = Sample.start.addingTimeInterval(seconds)
                return try await storage.write {
                    try $0.revokedTokenWrites.removeExpired(before: moment, limit: limit)
                }
            }
            func revoked() async throws -> [UInt32] {
                try await storage.read(.point) { store in
                    try [1, 2, 3, 4].filter { try store.revokedTokens.contains(Sample.uuid($0)) }
                }
            }
            #expect(try await revoked().isEmpty)
            try await revoke(1, for: 10)
            try await revoke(2, for: 20)
            try await revoke(2, for: 5)
            try await revoke(3, for: 5)
            try await revoke(3, for: 30)
            #expect(try await revoked() == [1, 2, 3])
            // Its time ends at the moment, not before it.
            #expect(try await prune(9, after: 10) == 0)
            #expect(try await prune(0, after: 99) == 0)
            #expect(try await prune(1, after: 99) == 1)
            #expect(try await revoked() == [2, 3])
            #expect(try await prune(9, after: 25) == 1)
            #expect(try await revoked() == [3])
        }
    ]
}
