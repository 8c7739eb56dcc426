import FoundationEssentials
package import IdentityCore

/// Users, groups and resources of the caller's own organization, for whoever holds a permission on them: `user:get`,
/// `user/ID:put`, `group:post`, `model/ID:delete`. The rights over all of them (`users:read` and so on) do as well.
///
/// Whoever holds nothing on a thing is `forbidden`, whether it is there or not. A permission opens the act and gives no
/// strength: nobody acts on an account, hands out a role or fills a group that holds what they lack.
package struct DelegationService: Sendable {
    let users: UserService
    let groups: GroupService
    let resources: ResourceService

    init(users: UserService, groups: GroupService, resources: ResourceService) {
        self.users = users
        self.groups = groups
        self.resources = resources
    }

    var storage: any Storage { users.storage }
    var hands: ServiceHands { users.hands }
}

/// Whom or what somebody wants to act on.
package enum DelegatedThing: Sendable {
    case users, groups
    case user(UserSelector)
    /// By the names from the top down.
    case group(String)
    case resources(type: String)
    case resource(type: String, id: String)
}

extension DelegationService {
    /// Asked before anything else of a request is looked at; each use case asks again.
    /// - Parameter action: as in `ResourceAction`.
    /// - Throws: `forbidden`, also for what is not there and could not be seen either.
    package func require(
        _ action: String, on thing: DelegatedThing, as caller: Caller
    ) async throws(ServiceError) {
        try caller.requireFullSession()
        try await storage.read(.point) { store in
            switch thing {
            case .users: try caller.require(action, onUser: nil)
            case .groups: try caller.require(action, onGroup: nil)
            case .user(let selector):
                try caller.require(action, onUser: find(selector, in: store, as: caller)?.id)
            case .group(let path): try caller.require(action, onGroup: find(path, in: store, as: caller)?.id)
            case .resources(let type): try caller.require(action, onResource: nil, type: type, in: store)
            case .resource(let type, let id): try caller.require(action, onResource: id, type: type, in: store)
            }
        }
    }

    /// A user of the caller's own organization.
    func find(
        _ selector: UserSelector, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> User? {
        guard let reference = selector.reference(using: hands.text), let user = try store.users.find(reference),
            user.organization == caller.organization
        else { return nil }
        return user
    }

    func find(_ path: String, in store: any StoreReading, as caller: Caller) throws(ServiceError) -> Group? {
        do throws(ServiceError) {
            return try store.groups.require(
                GroupSelector(path: path[...]), of: caller.organization, using: hands.text)
        } catch .notFound { return nil }
    }

    /// The user, if the caller may do this with it.
    func target(
        _ selector: UserSelector, for action: String, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> User {
        let user = try find(selector, in: store, as: caller)
        try caller.require(action, onUser: user?.id)
        guard let user else { throw .notFound(.user) }
        return user
    }

    /// The group, if the caller may do this with it.
    func target(
        _ path: String, for action: String, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> Group {
        let group = try find(path, in: store, as: caller)
        try caller.require(action, onGroup: group?.id)
        guard let group else { throw .notFound(.group) }
        return group
    }
}
