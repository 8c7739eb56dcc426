import FoundationEssentials
import IdentityCore
import Testing

extension Sample {
    static let elsewhere = OrganizationID(rawValue: "elsewhere")

    static func workspaceID(_ number: UInt32) -> WorkspaceID { WorkspaceID(uuid(number)) }

    /// With a number that no store gives.
    static func workspace(
        _ number: UInt32, _ name: String? = nil, in organization: OrganizationID = .standard, archived: Bool = false
    ) -> Workspace {
        Workspace(
            id: workspaceID(number), number: -7, organization: organization, name: name ?? "room-\(number)",
            isArchived: archived, createdBy: nil, createdAt: start, updatedAt: start)
    }

    static func member(
        _ user: UInt32, of workspace: UInt32, _ role: WorkspaceRole = .collaborator
    ) -> WorkspaceMembership {
        WorkspaceMembership(workspace: workspaceID(workspace), user: userID(user), role: role, since: start)
    }

    static func keyName(_ text: String) -> FoldedName<KeyNameKind> {
        FoldedName(storedDisplay: text, key: text.lowercased())
    }

    static func globalKey(
        _ number: UInt32, _ name: String? = nil, in organization: OrganizationID = .standard, groups: Set<GroupID> = []
    ) -> AccessKey {
        key(number, name, owner: .groups(groups), in: organization)
    }

    static func key(_ number: UInt32, _ name: String? = nil, of user: UInt32) -> AccessKey {
        key(number, name, owner: .user(userID(user)), in: .standard)
    }

    private static func key(
        _ number: UInt32, _ name: String?, owner: AccessKey.Owner, in organization: OrganizationID
    ) -> AccessKey {
        AccessKey(
            id: AccessKeyID(uuid(number)), owner: owner, organization: organization,
            name: keyName(name ?? "key\(number)"), prefix: "gh_\(number)", digest: digest(number), createdAt: start,
            createdBy: nil)
    }

    static func client(_ id: String) -> Client {
        Client(
            id: ClientID(rawValue: id), key: uuid(id.utf8.reduce(7) { $0 &* 31 &+ UInt32($1) }), name: "Client \(id)",
            createdAt: start, updatedAt: start)
    }

    /// With a number that no store gives.
    static func resource(
        _ id: String, type: String = "model", in organization: OrganizationID = .standard, owner: UInt32? = nil,
        workspace: UInt32? = nil
    ) -> Resource {
        Resource(
            organization: organization, type: type, id: id, number: -7, name: "Resource \(id)",
            owner: owner.map(userID), workspace: workspace.map(workspaceID), createdAt: start, updatedAt: start)
    }

    static func secret(
        _ name: String, of user: UInt32, as purpose: SealBinding.Purpose = .userSecret, under key: String = "first",
        content: UInt8 = 1
    ) -> SealedItem {
        SealedItem(
            binding: SealBinding(purpose: purpose, user: userID(user), name: name),
            sealed: SealedSecret(
                key: SealingKeyID(rawValue: key), nonce: [UInt8](repeating: content, count: 12),
                box: [UInt8](repeating: content, count: 20)),
            createdAt: start, updatedAt: start)
    }
}

/// Every item of a list, page by page, each page asked for behind the last item of the one before.
func everyPage<Item>(_ page: (Item?) async throws -> [Item]) async throws -> [Item] {
    var visited: [Item] = []
    while true {
        let items = try await page(visited.last)
        if items.isEmpty { return visited }
        visited += items
        try #require(visited.count < 1_000, "the pages have no end")
    }
}
