package import FoundationEssentials
package import IdentityCore

/// Which keys a list is of.
package enum KeyListing: Sendable {
    case own
    case user(UserSelector)
    /// The global ones of an organization, or of every organization in reach.
    case global(OrganizationID?)
    /// Those of all users of an organization, or of every organization in reach.
    case personal(OrganizationID?)
}

/// What an edit changes; a field left out stays.
package struct EditAccessKey: Sendable {
    package var name: String?
    package var about: String?
    /// Of a global key; in the place of those that it had.
    package var groups: Set<GroupSelector>?
    package var roles: Set<String>?
    package var scopes: Change<Set<String>> = .keep
    package var expiresAt: Change<Date> = .keep

    package init() {}
}

extension AccessKeyService {
    package func read(_ id: AccessKeyID, as caller: Caller) async throws(ServiceError) -> AccessKey {
        try requireAnyRight(caller)
        return try await storage.read(.point) { store in try require(id, in: store, as: caller) }
    }

    /// One page, by name; never with a token.
    package func list(
        _ listing: KeyListing, after: AccessKeyPosition? = nil, limit: Int, as caller: Caller
    ) async throws(ServiceError) -> [AccessKey] {
        try requireAnyRight(caller)
        return try await storage.read(.scan) { store in
            var query = AccessKeyQuery(after: after, limit: limit)
            switch listing {
            case .own:
                query.user = try caller.requireAccount().user.id
            case .user(let selector):
                guard let reference = selector.reference(using: hands.text),
                    let user = try store.users.find(reference)
                else { throw ServiceError.notFound(.user) }
                if user.id != caller.userID {
                    try caller.requireReach(.manageKeys, into: user.organization, orNotFound: .user)
                }
                query.user = user.id
            case .global(let asked):
                try caller.require(.manageKeys)
                query.organization = try caller.place(for: .manageKeys, asked: asked)
            case .personal(let asked):
                try caller.require(.manageKeys)
                query.ofAnyUser = true
                query.organization = try caller.place(for: .manageKeys, asked: asked)
            }
            return try store.accessKeys.list(query)
        }
    }

    /// - Throws: as `create` does; a key is never edited to be wider than the editor.
    package func edit(
        _ id: AccessKeyID, _ edit: EditAccessKey, as caller: Caller
    ) async throws(ServiceError) -> AccessKey {
        try requireAnyRight(caller)
        let now = hands.clock.now()
        let name = try edit.name.map { raw throws(ServiceError) in
            try FoldedName<KeyNameKind>(raw, using: hands.text)
        }
        let about = try edit.about.map { raw throws(ServiceError) in try KeyRules.about(raw, using: hands.text) }
        var scopes: Set<Permission>?
        if case .set(let texts) = edit.scopes { scopes = try KeyRules.scopes(texts) }
        if case .set(let moment) = edit.expiresAt { try KeyRules.requireFuture(moment, at: now) }
        let wanted = scopes
        return try await storage.write { store in
            let current = try current(caller, in: store, at: now)
            let before = try require(id, in: store, as: current)
            try requireDominance(over: before, in: store, as: current)
            var after = before
            if let name { after.name = name }
            if let about { after.about = about }
            try change(&after, edit, in: store)
            switch edit.scopes {
            case .keep: break
            case .clear: after.scopes = nil
            case .set: after.scopes = wanted
            }
            edit.expiresAt.apply(to: &after.expiresAt)
            // Names are equal when they fold alike; one that is only spelt anew is stored as well.
            guard after != before || after.name.display != before.name.display else { return before }
            try requireDominance(over: after, in: store, as: current)
            if after.expiresAt != before.expiresAt { try requireShorterLife(after, as: current) }
            try store.accessKeyWrites.replace(after)
            try store.auditWrites.append(current.entry(.keyEdited, on: .key(after), at: now, in: after.organization))
            return after
        }
    }
}

extension AccessKeyService {
    private func change(
        _ key: inout AccessKey, _ edit: EditAccessKey, in store: any StoreReading
    ) throws(ServiceError) {
        guard edit.groups != nil || edit.roles != nil else { return }
        guard case .groups(let present) = key.owner else {
            throw .unsupported("The key of a user has neither groups nor roles of its own.")
        }
        let wanted = try edit.groups?.map { (selector) throws(ServiceError) in
            try store.groups.require(selector, of: key.organization, using: hands.text).id
        }
        key.owner = .groups(wanted.map(Set.init) ?? present)
        if let roles = edit.roles { key.roles = try KeyRules.roles(roles, of: .groups([], nil)) }
        try KeyRules.requireFit(
            groups: wanted?.count ?? present.count, hasRoles: edit.roles != nil || !key.roles.isEmpty)
    }
}

extension Change {
    func apply(to field: inout Value?) {
        switch self {
        case .keep: break
        case .clear: field = nil
        case .set(let value): field = value
        }
    }
}
