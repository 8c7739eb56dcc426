import FoundationEssentials
package import IdentityCore

extension AccessKeyService {
    /// Of names in one call.
    package static let maximumNames = 100

    /// Ends the owner's keys of these names, all or none; a name that no key has is passed over.
    /// - Parameter owner: a user; global keys are ended one by one.
    package func delete(
        named names: Set<String>, of owner: KeyOwner = .caller, as caller: Caller
    ) async throws(ServiceError) {
        try requireAnyRight(caller)
        guard names.count <= Self.maximumNames else {
            throw .invalidInput([
                FieldProblem("names", .outOfRange, "There are at most \(Self.maximumNames) names.")
            ])
        }
        let now = hands.clock.now()
        let wanted = Set(names.map(hands.text.comparisonKey))
        try await storage.write { store in
            let current = try current(caller, in: store, at: now)
            let user = try holder(owner, in: store, as: current)
            for name in wanted {
                guard let key = try self.key(name, of: user, in: store) else { continue }
                try requireReach(key, as: current)
                try requireDominance(over: key, in: store, as: current)
                try store.accessKeyWrites.remove(key.id)
                try store.auditWrites.append(current.entry(.keyDeleted, on: .key(key), at: now, in: key.organization))
            }
        }
    }

    private func holder(
        _ owner: KeyOwner, in store: any StoreReading, as caller: Caller
    ) throws(ServiceError) -> UserID {
        switch owner {
        case .caller: return try caller.requireAccount().user.id
        case .user(let selector):
            guard let reference = selector.reference(using: hands.text), let user = try store.users.find(reference)
            else { throw .notFound(.user) }
            if user.id != caller.userID {
                try caller.requireReach(.manageKeys, into: user.organization, orNotFound: .user)
            }
            return user.id
        case .groups: throw .unsupported("Global keys are ended one by one.")
        }
    }

    /// - Parameter name: folded.
    private func key(_ name: String, of user: UserID, in store: any StoreReading) throws(ServiceError) -> AccessKey? {
        // No id lies before this one, so the next key in the list of names is the one of that name, if there is one.
        let place = AccessKeyPosition(
            key: name, id: AccessKeyID(UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))))
        let next = try store.accessKeys.list(AccessKeyQuery(user: user, after: place, limit: 1)).first
        return next?.name.key == name ? next : nil
    }
}
