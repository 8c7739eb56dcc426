import FoundationEssentials
import IdentityCore
import StorageMemory
import StorageSQLite
import TestSupport
import Testing

@testable import IdentityServices

/// What the authorization engine asks of a real database; the number does not depend on the machine.
@Suite struct AccessCostTests {
    @Test func aUserInTwoHundredOfTenThousandGroupsIsJudgedWithFewQuestions() async throws {
        try await withStorage { storage in
            let user = try await Self.fill(storage)
            let wanted = Permission("host", id: "9999", action: "read")
            let before = storage.load.statements
            let grants = try await storage.read(.point) { store in
                try Authorization.grants(of: try store.users.require(.id(user)), in: store)
            }
            let judged = storage.load.statements
            #expect(judged - before <= 5)
            #expect(grants.allow(wanted, in: .standard))
            #expect(grants.inOrganization.permissions.count > 200)

            let service = AuthorizationService(
                storage: storage, hands: ServiceHands(clock: SteppingClock(), ids: CountingIDs(), text: TestText()))
            let explanation = try await service.explain(.id(user), wanted, as: TestHouse.operator)
            #expect(storage.load.statements - judged <= 5)
            #expect(explanation.isAllowed)
            #expect(explanation.paths.map(\.source) == [.group])
            #expect(!explanation.paths[0].through.isEmpty)
        }
    }

    @Test func listsAreReadAndNothingIsWritten() async throws {
        try await withStorage { storage in
            let user = try await Self.fill(storage)
            let hands = ServiceHands(clock: SteppingClock(), ids: CountingIDs(), text: TestText())
            let groups = GroupService(storage: storage, hands: hands)
            let authorization = AuthorizationService(storage: storage, hands: hands)
            let commits = storage.load.commits
            var query = GroupQuery(limit: 1_000), seen = 0
            while true {
                let page = try await groups.list(query, as: TestHouse.operator)
                seen += page.count
                guard page.count == query.limit, let last = page.last?.group else { break }
                query.after = GroupPosition(key: last.name.key, id: last.id)
            }
            #expect(seen == 10_000)
            #expect(try await groups.groups(of: .id(user), as: TestHouse.operator).count >= 200)
            let first = try await groups.list(GroupQuery(limit: 1), as: TestHouse.operator)
            let crowd = try #require(first.first?.group.id)
            _ = try await groups.members(
                ListMembers(of: .id(crowd), isEffective: true, limit: 10), as: TestHouse.operator)
            _ = try await authorization.matrix(limit: 10, as: TestHouse.operator)
            #expect(storage.load.commits == commits)
        }
    }

    @Test func aPageOfMembersCostsAsManyQuestionsAsOneMember() async throws {
        try await withStorage { storage in
            let now = SteppingClock().now()
            let users = (0..<200).map { number in
                User(
                    id: UserID(UUID()), login: Login(storedDisplay: "u\(number)", key: "u\(number)"),
                    displayName: DisplayName(storedDisplay: "U", key: "u"), source: .local, createdAt: now,
                    updatedAt: now)
            }
            try await storage.write { store in
                for user in users {
                    try store.userWrites.insert(user)
                    let group = Group(
                        id: GroupID(UUID()), name: GroupName(storedDisplay: "of \(user.login)", key: user.login.key),
                        permissions: [Permission("user", id: user.id.description)], createdAt: now, updatedAt: now)
                    try store.groupWrites.insert(group)
                    _ = try store.groupWrites.addMember(user.id, to: group.id, origin: .assigned)
                }
            }
            var costs: [Int] = []
            for count in [1, 200] {
                let before = storage.load.statements
                let members = try await storage.read(.scan) { try Member.all(Array(users.prefix(count)), in: $0) }
                costs.append(Int(storage.load.statements - before))
                #expect(
                    members.map { $0.groups.flatMap(\.permissions).map(\.id) }
                        == users.prefix(count).map { [$0.login.display] })
            }
            #expect(costs[0] == costs[1])
            #expect(costs[1] <= 3)
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

    /// 10,000 groups, five below each other at the most, each with a permission of its own, every tenth with a role; one
    /// user in every fiftieth.
    private static func fill(_ storage: SQLiteStorage) async throws -> UserID {
        let now = SteppingClock().now(), id = UserID(UUID())
        let user = User(
            id: id, login: Login(storedDisplay: "ada", key: "ada"),
            displayName: DisplayName(storedDisplay: "Ada", key: "ada"), source: .local, createdAt: now, updatedAt: now)
        try await storage.write { store in
            let role = Role(rawValue: "operator")
            try store.roleWrites.insert(
                RoleDefinition(
                    role: role, key: "operator", reach: .organization, permissions: [Permission("model")],
                    createdAt: now, updatedAt: now))
            try store.userWrites.insert(user)
            var ids: [GroupID] = []
            for number in 0..<10_000 {
                let name = "g\(number)"
                let group = Group(
                    id: GroupID(UUID()), parent: number < 10 ? nil : ids[number / 10],
                    name: GroupName(storedDisplay: name, key: name), roles: number % 10 == 0 ? [role] : [],
                    permissions: [Permission("host", id: "\(number)", action: "read")], createdAt: now, updatedAt: now)
                try store.groupWrites.insert(group)
                ids.append(group.id)
                if number % 50 == 49 { _ = try store.groupWrites.addMember(id, to: group.id, origin: .assigned) }
            }
        }
        return id
    }
}
