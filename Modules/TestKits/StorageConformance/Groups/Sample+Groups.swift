import FoundationEssentials
import IdentityCore

extension Sample {
    static func groupID(_ number: UInt32) -> GroupID { GroupID(uuid(number)) }

    static func group(
        _ number: UInt32, _ name: String? = nil, below parent: UInt32? = nil,
        of organization: OrganizationID = .standard,
        roles: Set<Role> = [], permissions: Set<Permission> = [], mapped: Set<String> = []
    ) -> Group {
        let name = name ?? "group\(number)"
        return Group(
            id: groupID(number), organization: organization, parent: parent.map(groupID),
            name: GroupName(storedDisplay: name, key: name.lowercased()), roles: roles, permissions: permissions,
            mappedExternalGroups: mapped, createdAt: start, updatedAt: start)
    }

    static func role(_ name: String, of client: String? = nil, key: String? = nil) -> RoleDefinition {
        RoleDefinition(
            role: Role(name, of: client.map(ClientID.init(rawValue:))), key: key ?? name.lowercased(),
            about: "for tests",
            reach: .organization, permissions: [Permission("model", id: "m:1", action: "put"), Permission("users")],
            createdAt: start, updatedAt: start)
    }
}

extension Storage {
    func insert(_ groups: Group...) async throws { try await insert(groups) }

    func insert(_ groups: [Group]) async throws {
        try await write { store in
            for group in groups { try store.groupWrites.insert(group) }
        }
    }

    func insert(_ roles: RoleDefinition...) async throws {
        try await write { store in
            for role in roles { try store.roleWrites.insert(role) }
        }
    }

    /// Puts users into a group, assigned.
    func add(_ users: [UInt32], to group: UInt32) async throws {
        try await write { store in
            for user in users {
                _ = try store.groupWrites.addMember(Sample.userID(user), to: Sample.groupID(group), origin: .assigned)
            }
        }
    }

    func groups<Result: Sendable>(
        _ body: @escaping @Sendable (any GroupReading) throws -> Result
    ) async throws -> Result {
        try await read(.scan) { try body($0.groups) }
    }

    /// Every page of the members, one behind the other.
    func allMembers(of group: UInt32, includesBelow: Bool = false, by limit: Int) async throws -> [User] {
        var query = MemberQuery(group: Sample.groupID(group), includesBelow: includesBelow, limit: limit)
        return try await pages { position in
            query.after = position
            let page = query
            return try await groups { try $0.members(page) }
        }
    }

    /// Ends with the first empty page; a list that goes round ends after a thousand.
    func pages(_ page: (UserPosition?) async throws -> [User]) async throws -> [User] {
        var visited: [User] = []
        for _ in 1...1_000 {
            let next = try await page(visited.last?.position(in: UserSort()))
            if next.isEmpty { break }
            visited += next
        }
        return visited
    }
}
