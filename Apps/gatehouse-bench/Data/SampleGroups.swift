import Composition
import FoundationEssentials
import IdentityCore
import StorageSQLite

/// Made-up groups: ten levels of a tree, one user in many of them, and one group with many members.
struct SampleGroups {
    /// Groups in all.
    static let count = 10_000
    /// Groups that the user is in.
    static let memberships = 200
    static let members = 10_000
    private static let levels = 10

    let user: UserID
    /// The group with the many members.
    let crowd: GroupID

    /// Fills the store: groups with a role and a permission each, so that every one of them grants something.
    init(filling storage: SQLiteStorage, now: Date) async throws {
        let ids = SystemIDs(clock: SystemClock(), random: SystemRandomSource())
        let groups = Self.groups(ids, now)
        let crowd = groups[0].id, user = UserID(ids.uuid())
        try await storage.write { store in
            for group in groups { try store.groupWrites.insert(group) }
            try store.userWrites.insert(SampleUsers.user(9_999_999, id: user, at: now))
            for group in groups.filter({ $0.parent != nil }).suffix(Self.memberships * 20).enumerated()
            where group.offset % 20 == 0 {
                _ = try store.groupWrites.addMember(user, to: group.element.id, origin: .assigned)
            }
        }
        for start in stride(from: 0, to: Self.members, by: 1_000) {
            try await storage.write { store in
                for number in start..<start + 1_000 {
                    let member = SampleUsers.user(9_000_000 + number, id: UserID(ids.uuid()), at: now)
                    try store.userWrites.insert(member)
                    _ = try store.groupWrites.addMember(member.id, to: crowd, origin: .assigned)
                }
            }
        }
        self.user = user
        self.crowd = crowd
    }

    private static func groups(_ ids: SystemIDs, _ now: Date) -> [Group] {
        var groups: [Group] = []
        let perLevel = count / levels
        for number in 0..<count {
            let level = number / perLevel
            let parent = level == 0 ? nil : groups[(level - 1) * perLevel + number % perLevel].id
            let name = "group-\(number)"
            groups.append(
                Group(
                    id: GroupID(ids.uuid()), parent: parent, name: GroupName(storedDisplay: name, key: name),
                    roles: number % 3 == 0 ? [.reader] : [],
                    permissions: [Permission("model", id: "m-\(number)", action: "put")], createdAt: now,
                    updatedAt: now))
        }
        return groups
    }
}
