import FoundationEssentials
import IdentityCore
import StorageMemory
import StorageSQLite
import TestSupport
import Testing

@testable import IdentityServices

/// What following a source asks of a real database; the numbers do not depend on the machine.
@Suite struct ProvisioningCostTests {
    @Test func aPersonWhoDidNotChangeCostsThreeQuestionsAndLeavesNoTrace() async throws {
        try await withStorage { storage in
            let provisioning = Provisioning(
                hands: ServiceHands(clock: SteppingClock(), ids: CountingIDs(), text: TestText()), seats: nil)
            let now = SteppingClock().now(), source = Admitting.source()
            let identity = Admitting.grace { $0.groups = Set((0..<200).map { "cn=g\($0)" }) }
            let user = try await storage.write { store in
                for number in 0..<400 {
                    try store.groupWrites.insert(
                        Group(
                            id: GroupID(UUID()), name: GroupName(storedDisplay: "g\(number)", key: "g\(number)"),
                            mappedExternalGroups: ["cn=g\(number)"], createdAt: now, updatedAt: now))
                }
                return try provisioning.admit(
                    identity, of: source, newID: UserID(UUID()), mayCreate: true, on: .sync, in: store,
                    as: Caller(.system), at: now
                ).user
            }
            let id = try #require(user?.id)
            let asked = storage.load.statements
            let plan = try await storage.read(.point) { store in
                try provisioning.plan(
                    for: identity, of: source, newID: UserID(UUID()), mayCreate: true, on: .sync, in: store, at: now)
            }
            #expect(storage.load.statements - asked <= 3)
            guard case .change(let change) = plan, change.changesNothing else {
                Issue.record("something would change")
                return
            }
            let (groups, head) = try await storage.read(.scan) { store in
                (
                    try store.groups.memberships(of: id),
                    try store.audit.list(AuditQuery(limit: 1)).records.first?.sequence
                )
            }
            #expect(groups.count == 200 && groups.values.allSatisfy { $0 == .mapped })
            let again = try await storage.write { store in
                try provisioning.admit(
                    identity, of: source, newID: UserID(UUID()), mayCreate: true, on: .sync, in: store,
                    as: Caller(.system), at: now.addingTimeInterval(60)
                ).user
            }
            #expect(again == user)
            let later = try await storage.read(.scan) { store in
                try store.audit.list(AuditQuery(limit: 1)).records.first?.sequence
            }
            #expect(later == head)
        }
    }

    private func withStorage(_ body: (SQLiteStorage) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/gatehouse-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let storage = try SQLiteStorage.open(
            SQLiteStorageConfiguration(
                path: folder + "/gatehouse.sqlite", auditChaining: PlainAuditChaining(), clock: SteppingClock(),
                ids: CountingIDs()
            ) { _, cause in Issue.record("\(cause)") })
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await body(storage)) } catch { outcome = .failure(error) }
        await storage.close()
        try? FileManager.default.removeItem(atPath: folder)
        try outcome.get()
    }
}
