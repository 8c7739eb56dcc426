import FoundationEssentials
import IdentityCore
import IdentityServices
import OpaqueTokens
import SQLiteKit
import Testing

@testable import StorageSQLite

@Suite struct AuditChainTests {
    @Test func aChainOfManyPagesIsWalkedToItsEnd() async throws {
        let house = try await AuditHouse(records: 0)
        try await house.withStorage { storage in
            try await storage.write { store in
                for _ in 0..<5_000 { try store.auditWrites.append(AuditHouse.entry) }
            }
        }
        let found = try await house.verify()
        #expect(found.checked == 5_000 && found.firstBreak == nil && found.unchainedBefore == nil)
        #expect(found.head == (try await house.head()))
        try house.tamper("UPDATE audit SET sequence = 9000 WHERE sequence = 1500")
        #expect(try await house.verify().firstBreak == AuditBreak(.reordered(foundAt: 9_000), at: 1_500))
    }

    @Test func anEmptyAuditIsIntactAndHasNoHead() async throws {
        let found = try await AuditHouse(records: 0).verify()
        #expect(found.checked == 0 && found.unchainedBefore == nil && found.head == nil && found.firstBreak == nil)
    }

    @Test func recordsFromBeforeTheChainStayAsTheyAreAndAreNamed() async throws {
        let folder = TestFolder()
        let earlier = Migration.all.prefix { $0.name != Migration.auditChain.name }
        await (try SQLiteStorage.open(folder.configuration(), migrations: Array(earlier))).close()
        let insert = """
            INSERT INTO audit (at, actor_kind, action, outcome) VALUES (1, 'system', 'server.initialized', 'success')
            """
        let connection = try SQLiteConnection(path: folder.database, mode: .readWrite, busyTimeout: .seconds(5))
        for _ in 1...3 { try connection.execute(insert) }

        let house = try await AuditHouse(records: 0, in: folder)
        #expect(try await house.verify().unchainedBefore == 4)
        try await house.append(2)
        let found = try await house.verify()
        #expect(found.firstBreak == nil && found.checked == 5 && found.unchainedBefore == 4)
        #expect(try await house.search(AuditQuery(limit: 9)).records.map(\.sequence) == [5, 4, 3, 2, 1])
        var old = AuditQuery(limit: 9)
        old.to = Date(timeIntervalSince1970: 5)
        #expect(try await house.search(old).records.map(\.sequence) == [3, 2, 1])

        try house.tamper("UPDATE audit SET chain_hash = NULL, chain_key = NULL WHERE sequence = 4")
        #expect(try await house.verify().firstBreak == AuditBreak(.edited, at: 4))
    }

    @Test func recordsAreCheckedThoughTheKeyThatSealedTheHeadBeforeIsGone() async throws {
        let house = try await AuditHouse(records: 3)
        let new = try #require(MasterKey(fileContents: Secret(String(repeating: "0b", count: 31) + "0c")))
        let both = AuditChainKeys(try #require(MasterKeyRing(TestFolder.key).adding(new)))
        var configuration = house.folder.configuration()
        configuration.auditChaining = both
        let storage = try SQLiteStorage.open(configuration)
        try await storage.write { try $0.auditWrites.append(AuditHouse.entry) }
        let audit = AuditService(storage: storage, chain: AuditChain(both))
        #expect(try await audit.verify(as: AuditHouse.auditor).firstBreak == nil)
        let alone = AuditService(storage: storage, chain: AuditChain(AuditChainKeys(MasterKeyRing(new))))
        #expect(try await alone.verify(as: AuditHouse.auditor).firstBreak == nil)
        let old = AuditService(storage: storage, chain: AuditChain(AuditChainKeys(MasterKeyRing(TestFolder.key))))
        let found = try await old.verify(as: AuditHouse.auditor).firstBreak
        #expect(found == AuditBreak(.unknownKey(new.id.rawValue), at: 4))
        await storage.close()
    }

    @Test func writersOfTwoProcessesKeepOneChain() async throws {
        let house = try await AuditHouse(records: 1)
        let one = try house.folder.open(), other = try house.folder.open()
        await withTaskGroup { group in
            for number in 0..<200 {
                let storage = number.isMultiple(of: 2) ? one : other
                group.addTask {
                    try? await storage.write { store in
                        try store.auditWrites.append(AuditHouse.entry)
                        if number.isMultiple(of: 7) { throw ServiceError.conflict(.lastAdministrator) }
                    }
                }
            }
        }
        await one.close()
        await other.close()
        let found = try await house.verify()
        #expect(found.firstBreak == nil && found.checked == 1 + 200 - 29)
    }

    @Test func aSearchWithoutAnIndexLooksAtAPieceAndLeadsOn() async throws {
        let house = try await AuditHouse(records: 0)
        try await house.withStorage { storage in
            try await storage.write { store in
                try store.auditWrites.append(
                    AuditEntry(at: FixedClock().now(), actor: .system, action: .userDeleted, object: nil))
                for _ in 0..<50_001 { try store.auditWrites.append(AuditHouse.entry) }
            }
        }
        var query = AuditQuery(limit: 10)
        query.actions = [.userDeleted]
        let first = try await house.search(query)
        #expect(first.records.isEmpty && first.next == 3)
        query.after = first.next
        let second = try await house.search(query)
        #expect(second.records.map(\.sequence) == [1] && second.next == nil)
    }
}
