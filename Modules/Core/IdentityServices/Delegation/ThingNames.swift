import FoundationEssentials
import IdentityCore

/// The names behind the ids in permissions on users and groups: one question to the store for each kind, none where
/// there are no such ids.
struct ThingNames: Sendable {
    private var users: [String: String] = [:]
    private var groups: [String: String] = [:]

    init(in holders: [Group], knowing known: [User], store: any StoreReading) throws(ServiceError) {
        for user in known { users[user.id.description] = user.login.display }
        var people: Set<UserID> = [], places: Set<GroupID> = []
        for permission in holders.lazy.flatMap(\.permissions) {
            guard let id = permission.id else { continue }
            switch permission.type {
            case Delegated.users:
                if users[id] == nil, let user = UserID(id) { people.insert(user) }
            case Delegated.groups:
                if let group = GroupID(id) { places.insert(group) }
            default: continue
            }
        }
        if !people.isEmpty {
            let query = HolderQuery(roles: [], groups: [], users: people, limit: people.count)
            for user in try store.users.list(query) { users[user.id.description] = user.login.display }
        }
        guard !places.isEmpty else { return }
        let found = try store.groups.lineage(of: places)
        let byID = Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
        for group in found where places.contains(group.id) {
            groups[group.id.description] = PlacedGroup(group, among: byID).path
        }
    }

    /// - Returns: `nil` for a permission on something that is gone.
    func named(_ permission: Permission) -> NamedPermission? {
        var name = permission.id
        if let id = permission.id {
            switch permission.type {
            case Delegated.users: name = users[id]
            case Delegated.groups: name = groups[id]
            default: break
            }
            guard name != nil else { return nil }
        }
        return NamedPermission(permission.type, id: name, action: permission.action)
    }
}

extension DelegationService {
    /// The permissions with the ids of what the names stand for.
    /// - Throws: `invalidInput` naming each `permissions[n].id` that stands for nothing.
    func resolve(
        _ named: [NamedPermission], in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> Set<Permission> {
        var found: Set<Permission> = [], problems: [FieldProblem] = []
        for (place, permission) in named.enumerated() {
            var id = permission.id
            if let name = permission.id {
                switch permission.type {
                case Delegated.users: id = try find(.login(name), in: store, as: caller)?.id.description
                case Delegated.groups: id = try find(name, in: store, as: caller)?.id.description
                default: id = Permission.isFitID(name) && name != "*" ? name : nil
                }
                guard id != nil else {
                    problems.append(
                        FieldProblem("permissions[\(place)].id", .unknown, "There is nothing of that name."))
                    continue
                }
            }
            found.insert(Permission(permission.type, id: id, action: permission.action))
        }
        guard problems.isEmpty else { throw .invalidInput(problems) }
        return found
    }
}
