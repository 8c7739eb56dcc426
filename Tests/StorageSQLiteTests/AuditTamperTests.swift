import FoundationEssentials
import IdentityCore
import IdentityServices
import SQLiteKit
import Testing

@testable import StorageSQLite

/// Everything that somebody with the file and without the key can do to the audit.
@Suite struct AuditTamperTests {
    private func finding(of sql: String, records: Int = 6) async throws -> AuditBreak? {
        let house = try await AuditHouse(records: records)
        #expect(try await house.verify().firstBreak == nil)
        try house.tamper(sql)
        return try await house.verify().firstBreak
    }

    private static let edits: [String] = [
        "at = at + 1", "actor_id = randomblob(16)", "actor_name = 'eve'", "action = 'user.deleted'",
        "action = 'no such act'", "object_kind = 'session'", "object_kind = NULL", "object_id = 'x'",
        "object_name = NULL", "object_name = ''", "outcome = 'refused'", "detail = 'email '", "detail = NULL",
        "address = '192.0.2.8'", "request_id = 'r2'", "subject_id = NULL", "subject_name = 'eve'",
        "organization = 'other'", "chain_hash = randomblob(32)", "chain_hash = zeroblob(32)",
        "chain_hash = NULL, chain_key = NULL", "chain_hash = NULL",
        // Moved from one column to its neighbour.
        "object_id = object_id || object_name, object_name = ''", "detail = address, address = detail",
    ]

    @Test(arguments: edits) func i06_anEditOfAnyColumnIsFound(_ edit: String) async throws {
        let found = try await finding(of: "UPDATE audit SET \(edit) WHERE sequence = 3")
        #expect(found == AuditBreak(.edited, at: 3))
    }

    @Test func i06_everyColumnOfTheTableIsAmongTheEdits() throws {
        let folder = TestFolder()
        _ = try DatabaseFile.createIfMissing(folder.database)
        _ = try Migrator(path: folder.database, busyTimeout: .seconds(5)).run(now: FixedClock())
        let connection = try SQLiteConnection(path: folder.database, mode: .read, busyTimeout: .zero)
        let columns = try connection.all(SQL("SELECT name FROM pragma_table_info('audit')")) { $0.text(0) }
        // These two have tests of their own.
        for column in columns where column != "sequence" && column != "actor_kind" && column != "chain_key" {
            let isEdited = Self.edits.contains { $0.hasPrefix("\(column) =") }
            #expect(isEdited, "\(column)")
        }
    }

    @Test func i06_anotherKindOfActorIsFound() async throws {
        let sql = "UPDATE audit SET actor_kind = 'system', actor_id = NULL, actor_name = NULL WHERE sequence = 3"
        #expect(try await finding(of: sql) == AuditBreak(.edited, at: 3))
    }

    @Test func i06_aKeyThatIsNotOursIsFound() async throws {
        let found = try await finding(of: "UPDATE audit SET chain_key = 'mine' WHERE sequence = 3")
        #expect(found == AuditBreak(.edited, at: 3))
    }

    @Test(arguments: [1, 3, 5]) func i06_aDeletionIsFound(_ place: Int64) async throws {
        let found = try await finding(of: "DELETE FROM audit WHERE sequence = \(place)")
        #expect(found == AuditBreak(.missing, at: place))
    }

    @Test func i06_aDeletionThatClosesTheGapIsFound() async throws {
        let sql = """
            DELETE FROM audit WHERE sequence = 3; UPDATE audit SET sequence = sequence - 1 WHERE sequence > 3
            """
        #expect(try await finding(of: sql) == AuditBreak(.edited, at: 3))
    }

    @Test(arguments: [(2, 3), (2, 5), (1, 6)]) func i06_twoRecordsThatChangedPlacesAreFound(
        _ one: Int64, _ other: Int64
    ) async throws {
        let sql = """
            UPDATE audit SET sequence = 1000 WHERE sequence = \(one);
            UPDATE audit SET sequence = \(one) WHERE sequence = \(other);
            UPDATE audit SET sequence = \(other) WHERE sequence = 1000
            """
        #expect(try await finding(of: sql) == AuditBreak(.reordered(foundAt: other), at: one))
    }

    @Test(arguments: [1, 4, 6]) func i06_recordsCutOffAtTheEndAreFound(_ first: Int64) async throws {
        let found = try await finding(of: "DELETE FROM audit WHERE sequence >= \(first)")
        #expect(found == AuditBreak(.truncated, at: first))
    }

    private static let coveredCuts = [
        """
        DELETE FROM audit WHERE sequence > 4;
        UPDATE audit_head SET sequence = 4, hash = (SELECT chain_hash FROM audit WHERE sequence = 4)
        """,
        "DELETE FROM audit WHERE sequence > 4; DELETE FROM audit_head",
        """
        DELETE FROM audit WHERE sequence > 4;
        UPDATE audit_head SET sequence = 4, mac = (SELECT chain_hash FROM audit WHERE sequence = 4)
        """,
        "UPDATE audit_head SET chained_since = 5; UPDATE audit SET chain_hash = NULL, chain_key = NULL WHERE sequence < 5",
    ]

    @Test(arguments: coveredCuts) func i06_aCutIsFoundThoughTheHeadWasEditedByHand(_ sql: String) async throws {
        #expect(try await finding(of: sql)?.kind == .headAltered)
    }

    @Test(arguments: coveredCuts) func i06_writingOnDoesNotCoverACut(_ sql: String) async throws {
        let house = try await AuditHouse(records: 6)
        try house.tamper(sql)
        try await house.append(3)
        #expect(try await house.verify().firstBreak != nil)
    }

    @Test func i06_writingOnAfterACutLeavesTheGap() async throws {
        let house = try await AuditHouse(records: 6)
        try house.tamper("DELETE FROM audit WHERE sequence > 4")
        try await house.append(2)
        #expect(try await house.verify().firstBreak == AuditBreak(.missing, at: 5))
    }

    private static func forged(_ sequence: Int64) -> String {
        """
        INSERT INTO audit (sequence, at, actor_kind, action, outcome, chain_key, chain_hash)
        SELECT \(sequence), at, 'system', 'user.deleted', 'success', chain_key, randomblob(32) FROM audit LIMIT 1
        """
    }

    @Test(arguments: [0, -3, 7, 9]) func i06_aForgedRecordIsFound(_ sequence: Int64) async throws {
        #expect(try await finding(of: Self.forged(sequence)) == AuditBreak(.inserted, at: sequence))
    }

    @Test func i06_aForgedRecordIsFoundAfterTheServerWroteOn() async throws {
        let house = try await AuditHouse(records: 6)
        try house.tamper(Self.forged(7))
        try await house.append(2)
        #expect(try await house.verify().firstBreak == AuditBreak(.inserted, at: 7))
    }

    @Test func i06_aCopyOfATrueRecordInThePlaceOfAnotherIsFound() async throws {
        let sql = """
            DELETE FROM audit WHERE sequence = 4;
            INSERT INTO audit SELECT 4, at, actor_kind, actor_id, actor_name, action, object_kind, object_id,
            object_name, outcome, detail, address, request_id, subject_id, subject_name, organization, chain_key,
            chain_hash FROM audit WHERE sequence = 2
            """
        #expect(try await finding(of: sql) == AuditBreak(.edited, at: 4))
    }

    @Test func i06_aRecordHiddenFromSearchesByTimeIsFound() async throws {
        for sql in ["DELETE FROM audit_days", "UPDATE audit_days SET first = 4"] {
            #expect(try await finding(of: sql)?.kind == .hidden)
        }
    }

    @Test func i06_aDatabaseThatWasPutBackAsAWholeIsFoundByANotedHead() async throws {
        let house = try await AuditHouse(records: 3)
        let copy = house.folder.path + "/copy.sqlite"
        try await house.withStorage { try await $0.backup(to: copy) }
        try await house.append(2)
        let noted = try #require(try await house.head())
        #expect(try await house.verify(against: noted).firstBreak == nil)

        try FileManager.default.removeItem(atPath: house.folder.database)
        try FileManager.default.moveItem(atPath: copy, toPath: house.folder.database)
        #expect(try await house.verify().firstBreak == nil)
        #expect(try await house.verify(against: noted).firstBreak == AuditBreak(.notAsNoted, at: 5))
        var later = AuditHouse.entry
        later.requestID = "r2"
        try await house.append(4, later)
        #expect(try await house.verify(against: noted).firstBreak == AuditBreak(.notAsNoted, at: 5))
    }
}
