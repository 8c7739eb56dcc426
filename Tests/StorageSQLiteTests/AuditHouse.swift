import FoundationEssentials
import Glibc
import IdentityCore
import IdentityServices
import SQLiteKit

@testable import StorageSQLite

/// A database with audit records in it, and somebody who edits the file behind the program's back.
final class AuditHouse: Sendable {
    static let auditor = Caller(.operator("auditor"))
    let folder: TestFolder

    /// - Parameter records: how many stand in it, each in a transaction of its own.
    init(records: Int, in folder: TestFolder = TestFolder()) async throws {
        self.folder = folder
        try await append(records)
    }

    func append(_ count: Int, _ entry: AuditEntry = entry) async throws {
        try await withStorage { storage in
            for _ in 0..<count { try await storage.write { try $0.auditWrites.append(entry) } }
        }
    }

    func verify(against anchor: AuditAnchor? = nil) async throws -> AuditVerification {
        try await withAudit { try await $0.verify(against: anchor, as: Self.auditor) }
    }

    func head() async throws -> AuditAnchor? { try await withAudit { try await $0.head(as: Self.auditor) } }

    func search(_ query: AuditQuery) async throws -> AuditPage {
        try await withAudit { try await $0.search(query, as: Self.auditor) }
    }

    func tamper(_ sql: String) throws {
        try SQLiteConnection(path: folder.database, mode: .readWrite, busyTimeout: .seconds(5)).execute(sql)
    }

    func withAudit<Result: Sendable>(_ body: (AuditService) async throws -> Result) async throws -> Result {
        try await withStorage { storage in
            try await body(AuditService(storage: storage, chain: AuditChain(TestFolder.chaining)))
        }
    }

    func withStorage<Result: Sendable>(_ body: (SQLiteStorage) async throws -> Result) async throws -> Result {
        let storage = try folder.open()
        let outcome: Swift.Result<Result, any Error>
        do { outcome = .success(try await body(storage)) } catch { outcome = .failure(error) }
        await storage.close()
        return try outcome.get()
    }

    /// With something in every column.
    static let entry = AuditEntry(
        at: FixedClock().now(), actor: .user(sampleUser(1).id, login: "ada"),
        subject: AuditSubject(sampleUser(2).id, login: "grace"),
        organization: OrganizationID(rawValue: "engines"), action: .userEdited,
        object: AuditObject(kind: .user, id: sampleUser(3).id.description, name: "charles"), outcome: .success,
        detail: "email", address: "192.0.2.7", requestID: "r1")
}
