import FoundationEssentials
package import IdentityCore

/// Who may do what, and why: the questions that people and programs ask of the one engine that every use case obeys.
package struct AuthorizationService: Sendable {
    let storage: any Storage
    let hands: ServiceHands
    private let cache = EvidenceCache()

    package init(storage: any Storage, hands: ServiceHands) {
        self.storage = storage
        self.hands = hands
    }

    /// Whether the caller itself may do it, on the proof it came with. What can only come from the owner or the
    /// workspace of a stored resource costs one question to the store, everything else none.
    /// - Parameter place: the organization of the resource; the caller's own when left out.
    package func allows(
        _ wanted: Permission, in place: OrganizationID? = nil, as caller: Caller
    ) async throws(ServiceError) -> Bool {
        try caller.requireFullSession()
        let place = place ?? caller.organization
        if caller.grants.allow(wanted, in: place) { return true }
        guard wanted.id != nil, !Right.types.contains(wanted.type) else { return false }
        return try await storage.read(.point) { store in
            try ResourceStanding(wanted, in: place, store: store)?.isAllowed(to: caller) ?? false
        }
    }

    /// The same with the reason, which costs up to six questions to the store, once for each user and state of it.
    package func decide(
        _ wanted: Permission, in place: OrganizationID? = nil, as caller: Caller
    ) async throws(ServiceError) -> Decision {
        guard try await allows(wanted, in: place, as: caller) else { return .refused }
        guard let id = caller.userID else { return Decision(isAllowed: true, grant: nil) }
        let place = place ?? caller.organization
        // As in `explain`: before the user is read.
        let marker = try storage.changeMarker()
        guard let user = try await storage.read(.point, { store in try store.users.find(.id(id)) }) else {
            return .refused
        }
        let evidence = try await evidence(of: user, about: wanted, in: place, isSeen: true, asOf: marker)
        return Decision(
            isAllowed: true,
            grant: evidence.grants.first { $0.grants(wanted, in: place, home: user.organization) })
    }

    /// Every way in which the user may do it; if there is none, what comes closest and what that lacks. Everybody may
    /// ask about themselves.
    /// - Parameter place: the organization of the resource; the user's own when left out.
    package func explain(
        _ selector: UserSelector, _ wanted: Permission, in place: OrganizationID? = nil, as caller: Caller
    ) async throws(ServiceError) -> Explanation {
        let now = hands.clock.now()
        let reference = try reference(selector, as: caller)
        // Read before the user is: a change in between makes what is remembered stale, never fresh.
        let marker = try storage.changeMarker()
        let user = try await storage.read(.point) { store in try visible(reference, in: store, as: caller) }
        let place = place ?? user.organization
        // Whether a resource is there is no news for somebody who may not ask about its organization.
        let isSeen = place == user.organization || caller.reaches(place, with: .readAuthorization)
        let evidence = try await evidence(of: user, about: wanted, in: place, isSeen: isSeen, asOf: marker)
        return explanation(of: evidence, wanted, in: place, at: now)
    }

    /// - Parameters:
    ///   - isSeen: whether what is stored of the resource counts.
    ///   - marker: taken before the user was read.
    private func evidence(
        of user: User, about wanted: Permission, in place: OrganizationID, isSeen: Bool, asOf marker: ChangeMarker
    ) async throws(ServiceError) -> Evidence {
        let known = await cache.evidence(of: user.id, asOf: marker)
        let found: (evidence: Evidence, standing: ResourceStanding?) = try await storage.read(.point) { store in
            let standing = isSeen ? try ResourceStanding(wanted, in: place, store: store) : nil
            return (try known ?? Evidence.of(user, in: store), standing)
        }
        if known == nil { await cache.remember(found.evidence, asOf: marker) }
        return found.evidence.about(found.standing)
    }

    /// Whether the first user holds everything that the second one holds.
    package func dominates(
        _ first: UserSelector, _ second: UserSelector, as caller: Caller
    ) async throws(ServiceError) -> Bool {
        let first = try reference(first, as: caller), second = try reference(second, as: caller)
        return try await storage.read(.point) { store in
            let one = try visible(first, in: store, as: caller), other = try visible(second, in: store, as: caller)
            return try Authorization.grants(of: one, in: store).dominate(
                Authorization.grants(of: other, in: store))
        }
    }

    private func explanation(
        of evidence: Evidence, _ wanted: Permission, in place: OrganizationID, at now: Date
    ) -> Explanation {
        let user = evidence.user
        let paths = evidence.grants.filter { $0.grants(wanted, in: place, home: user.organization) }
        let nearest =
            paths.isEmpty
            ? evidence.grants.compactMap { $0.nearMiss(wanted, in: place, home: user.organization) } : []
        return Explanation(
            user: user, wanted: wanted, place: place, obstacles: user.obstacles(at: now), paths: paths,
            nearest: nearest)
    }

    private func reference(_ selector: UserSelector, as caller: Caller) throws(ServiceError) -> UserReference {
        try caller.requireFullSession()
        guard let reference = selector.reference(using: hands.text) else { throw .notFound(.user) }
        return reference
    }

    private func visible(
        _ reference: UserReference, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> User {
        let user = try store.users.find(reference)
        if let user, user.id == caller.userID { return user }
        try caller.require(.readAuthorization)
        guard let user, caller.reaches(user.organization, with: .readAuthorization) else { throw .notFound(.user) }
        return user
    }
}

extension User {
    func obstacles(at now: Date) -> [Explanation.Obstacle] {
        var obstacles: [Explanation.Obstacle] = []
        if !isEnabled { obstacles.append(.disabled) }
        if let validUntil, validUntil <= now { obstacles.append(.expired) }
        if let trial, !trial.isValid(at: now) { obstacles.append(.trialOver) }
        if !requiredActions.isEmpty { obstacles.append(.passwordChangeDue) }
        return obstacles
    }
}
