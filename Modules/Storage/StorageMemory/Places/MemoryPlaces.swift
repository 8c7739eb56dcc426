import IdentityCore

/// What is stored of workspaces, resources, clients, access keys and sealed items.
struct MemoryPlaces: Sendable {
    var workspaces: [WorkspaceID: Workspace] = [:]
    var members: [WorkspaceID: [UserID: WorkspaceMembership]] = [:]
    var lastWorkspaceNumber: Int64 = 0
    var accessKeys: [AccessKeyID: AccessKey] = [:]
    var keyOfDigest: [TokenDigest: AccessKeyID] = [:]
    var keyOfPreviousDigest: [TokenDigest: AccessKeyID] = [:]
    var clients: [ByteKey: Client] = [:]
    var clientSecrets: [ByteKey: SealedSecret] = [:]
    var resources: [ByteKey: Resource] = [:]
    var resourceVersions: [ByteKey: [ResourceVersion]] = [:]
    /// By type.
    var lastResourceNumber: [ByteKey: Int64] = [:]
    var sealedItems: [ByteKey: SealedItem] = [:]
    var admittedKey: SealingKeyID?

    /// What of these is still in the organization; a user's key is counted with the user.
    func kind(in organization: OrganizationID) -> EntityKind? {
        if workspaces.values.contains(where: { $0.organization == organization }) { return .workspace }
        if accessKeys.values.contains(where: { $0.user == nil && $0.organization == organization }) {
            return .accessKey
        }
        if clients.values.contains(where: { $0.settings.realm == organization }) { return .client }
        return resources.values.contains { $0.organization == organization } ? .resource : nil
    }
}

extension MemoryTransaction {
    /// What goes with a user, and what is left behind without one.
    func removePlaces(of user: UserID) throws(ServiceError) {
        for workspace in contents.places.members.keys { contents.places.members[workspace]?[user] = nil }
        for key in contents.places.accessKeys.values where key.owner == .user(user) {
            try accessKeyWrites.remove(key.id)
        }
        contents.places.sealedItems = contents.places.sealedItems.filter { $0.value.binding.user != user }
        for (key, resource) in contents.places.resources where resource.owner == user {
            contents.places.resources[key]?.owner = nil
        }
    }
}

/// Texts compared byte by byte: to Swift, two spellings of one accented letter would be equal.
struct ByteKey: Hashable, Sendable {
    private let parts: [[UInt8]]

    init(_ texts: String...) { parts = texts.map { Array($0.utf8) } }

    init(_ key: ResourceKey) { self.init(key.organization.rawValue, key.type, key.id) }
    init(_ id: ClientID) { self.init(id.rawValue) }
    init(_ binding: SealBinding) { self.init(binding.user.description, binding.purpose.rawValue, binding.name) }
}

extension String {
    func precedesByBytes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
    func equalsByBytes(_ other: String) -> Bool { utf8.elementsEqual(other.utf8) }

    /// Without letter case, in ASCII only.
    var foldedInASCII: [UInt8] { utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 } }
}
