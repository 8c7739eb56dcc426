import FoundationEssentials
package import IdentityCore

/// What a new user is to be, and the groups that come with it.
package struct CreateMember: Sendable {
    /// Its `groups` are not looked at.
    package var user: CreateUser
    /// Paths of the groups that were asked for.
    package var groups: [String] = []
    /// Groups that every such user joins; those that are gone are passed over, and so are those that by now give more
    /// than in the beginning, unless the caller holds that too.
    package var joining: [StandingGroup] = []
    package var companions: [CompanionGroup] = []

    package init(_ user: CreateUser) { self.user = user }
}

extension DelegationService {
    /// - Throws: as `UserService.create` does; `invalidInput` naming each `groups[n]` that is not there,
    ///   `alreadyExists(.group)` for a companion whose name is taken.
    package func create(_ command: CreateMember, as caller: Caller) async throws(ServiceError) -> Member {
        let login = UserSelector.login(command.user.login)
        try caller.requireFullSession()
        try await storage.read(.point) { store in
            let known = try find(login, in: store, as: caller)
            try caller.require(ResourceAction.create, onUser: known?.id)
            if known != nil { throw ServiceError.alreadyExists(.user, field: "login") }
        }
        if case .none = command.user.credential {} else { try caller.requireMayHandOutPasswords() }
        var draft = command.user
        draft.organization = caller.organization
        draft.groups = Set(command.groups.map { GroupSelector(path: $0[...]) })
        let now = hands.clock.now()
        let prepared = try await users.prepare(draft, at: now)
        let companions = try CompanionGroups(command.companions, using: hands)
        return try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            try current.require(ResourceAction.create, onUser: find(login, in: store, as: current)?.id)
            try requireKnown(command.groups, in: store, as: current)
            let acting = current.with([.manageUsers, .manageGroups])
            let user = try users.insert(prepared, in: store, as: acting, at: now)
            let own = try companions.make(
                about: Delegated.users, user.id.description, in: store, as: current, at: now)
            for group in own { _ = try store.groupWrites.addMember(user.id, to: group.id, origin: .assigned) }
            for standing in command.joining { try join(user, standing, in: store, as: current) }
            return try Member.one(user, in: store)
        }
    }

    private func join(
        _ user: User, _ standing: StandingGroup, in store: any StoreWriting, as caller: Caller
    ) throws(ServiceError) {
        guard let group = try find(standing.name, in: store, as: caller) else { return }
        if !standing.isUnchanged(group) {
            let given = try Authorization.grants(of: [group.id], organization: user.organization, in: store)
            guard caller.grants.dominate(given) else { return }
        }
        _ = try store.groupWrites.addMember(user.id, to: group.id, origin: .assigned)
    }

    func requireKnown(_ paths: [String], in store: any StoreReading, as caller: Caller) throws(ServiceError) {
        var problems: [FieldProblem] = []
        for (place, path) in paths.enumerated() where try find(path, in: store, as: caller) == nil {
            problems.append(FieldProblem("groups[\(place)]", .unknown, "There is no such group."))
        }
        guard problems.isEmpty else { throw .invalidInput(problems) }
    }
}
