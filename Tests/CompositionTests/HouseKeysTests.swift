import Composition
import EventLog
import Foundation
import IdentityCore
import IdentityServices
import StorageSQLite
import Testing

@Suite struct HouseKeysTests {
    private let log = EventLog(minimum: .error)

    private func withHouse(_ body: (House) async throws -> Void) async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "house-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let made = try await DataFolder(path).initialize(
            adminLogin: "admin", adminPassword: nil, as: Caller(.operator("tester")), log: log)
        let house = try await House.open(try ConfigurationFile.load(made.configurationFile), log: log)
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await body(house)) } catch { outcome = .failure(error) }
        await house.close()
        try outcome.get()
    }

    @Test func aRotationIsOnRecordWithTheNamesOfTheKeys() async throws {
        try await withHouse { house in
            let old = try house.configuration.masterKeyIDs()[0]
            _ = try await house.rotateMasterKey(keepsOld: false, as: Caller(.operator("grace"))) { _, _ in }
            let records = try await house.storage.read(.point) { try $0.audit.list(AuditQuery(limit: 2)).records }
            #expect(records.map(\.entry.action) == [.masterKeyRotated, .masterKeyRotated])
            #expect(records.map(\.entry.actor) == [.operator("grace"), .operator("grace")])
            #expect(records.map(\.entry.detail) == ["without \(old)", "a new key in front of \(old)"])
        }
    }

    @Test func whoMayNotManageTheServerRotatesNothing() async throws {
        try await withHouse { house in
            let before = try house.configuration.masterKeyIDs()
            await #expect(throws: ServiceError.unauthenticated) {
                try await house.rotateMasterKey(keepsOld: false, as: Caller(.anonymous)) { _, _ in }
            }
            #expect(try house.configuration.masterKeyIDs() == before)
        }
    }

    @Test func whatTheHouseSealedBeforeARotationThatKeepsTheOldKeyOpensAfterIt() async throws {
        try await withHouse { house in
            let binding = SealBinding(purpose: .userSecret, user: UserID(UUID()), name: "mail")
            let sealed = try house.sealing.seal(Secret("x"), for: binding)
            let done = try await house.rotateMasterKey(keepsOld: true, as: Caller(.system)) { _, _ in }
            #expect(done.kept == [sealed.key])
            #expect(house.sealing.currentKey == done.added)
            #expect(try house.sealing.open(sealed, for: binding).reveal { $0 } == "x")
        }
    }

    @Test func whatIsInTheStoreIsSealedAnewBeforeTheOldKeyGoes() async throws {
        try await withHouse { house in
            let now = SystemClock().now()
            let users = try await house.storage.read(.scan) { try $0.users.list(UserQuery(limit: 1)) }
            let binding = SealBinding(purpose: .userSecret, user: try #require(users.first).id, name: "mail")
            let item = SealedItem(
                binding: binding, sealed: try house.sealing.seal(Secret("x"), for: binding), createdAt: now,
                updatedAt: now)
            #expect(try await house.storage.write { try $0.sealedItemWrites.put(item) })
            let done = try await house.rotateMasterKey(keepsOld: false, as: Caller(.system)) { _, _ in }
            // It, and the secret of a client that is there from the start.
            #expect(done.resealed == 2)
            #expect(done.removed == [item.sealed.key])
            let found = try await house.storage.read(.point) { try $0.sealedItems.find(binding) }
            let sealed = try #require(found).sealed
            #expect(sealed.key == done.current)
            #expect(try house.sealing.open(sealed, for: binding).reveal { $0 } == "x")
            // What was sealed before the rotation is not taken any more.
            #expect(try await house.storage.write { try $0.sealedItemWrites.put(item) } == false)
        }
    }
}
