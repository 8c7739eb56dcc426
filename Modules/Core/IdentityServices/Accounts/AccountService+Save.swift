import FoundationEssentials
package import IdentityCore

extension AccountService {
    /// Times to try again while the master key is being rotated.
    private static let attempts = 3

    /// Carries out the whole change in one transaction.
    /// - Returns: the user then; `nil`, and nothing is kept, when a document is not what was expected.
    /// - Throws: as `UserService.edit`, `UserService.setPassword` and `SecretService.put` do.
    package func save(
        _ selector: UserSelector, _ change: AccountChange, as caller: Caller
    ) async throws(ServiceError) -> User? {
        try caller.require(.manageUsers)
        if change.password != nil { try caller.requireMayHandOutPasswords() }
        let reference = try users.reference(selector)
        let target = try await storage.read(.point) { store in
            try users.target(reference, for: .manageUsers, in: store, as: caller).user
        }
        return try await carryOut(change, on: target, right: .manageUsers, as: caller)
    }

    /// The same of what users keep for themselves: their properties and settings, secrets and credentials.
    /// - Returns: whether it was kept; `false` when a document is not what was expected.
    package func saveOwn(_ change: AccountChange, as caller: Caller) async throws(ServiceError) -> Bool {
        try caller.requireFullSession()
        let user = try caller.requireAccount().user
        var own = change
        own.edit = EditUser()
        own.password = nil
        return try await carryOut(own, on: user, right: nil, as: caller) != nil
    }

    /// - Parameter right: what the caller needs besides; `nil` for one's own account.
    private func carryOut(
        _ change: AccountChange, on target: User, right: Right?, as caller: Caller
    ) async throws(ServiceError) -> User? {
        let now = hands.clock.now()
        try check(change, of: target)
        let edit = try users.prepare(.id(target.id), change.edit)
        let hash = try await hash(change.password, of: target, as: caller)
        for _ in 0..<Self.attempts {
            let sealed = try seal(change, of: target)
            let outcome: Outcome = try await storage.write { store in
                let current = try caller.refreshed(in: store, at: now)
                try current.requireFullSession()
                if let right { _ = try users.target(.id(target.id), for: right, in: store, as: current) }
                let place = try DocumentHolder.user(.id(target.id)).place(in: store, as: current, using: hands.text)
                for (name, text) in change.expected where try store.documents.find(name, of: place.owner)?.text != text
                {
                    return .moved
                }
                // First, because a master key that has just been retired refuses them before anything is done.
                guard try keep(change, sealed, of: target, in: store, as: current, at: now) else { return .retired }
                for (name, text) in change.documents.sorted(by: { $0.key < $1.key }) {
                    try place.requireWriting(name, in: store, as: current)
                    try DocumentService.store(name, text, at: place, in: store, as: current, at: now)
                }
                guard right != nil else { return .kept(target) }
                if let hash { try renew(target.id, to: hash, in: store, as: current, at: now) }
                return .kept(try users.carryOut(edit, in: store, as: current, at: now))
            }
            switch outcome {
            case .kept(let user): return user
            case .moved: return nil
            case .retired: continue
            }
        }
        throw .limited(retryAfterSeconds: 1)
    }

    private enum Outcome: Sendable {
        case kept(User)
        /// A document is another than expected.
        case moved
        /// Sealed under a key that is no longer taken.
        case retired
    }

    private func check(_ change: AccountChange, of target: User) throws(ServiceError) {
        for (name, text) in change.documents {
            try DocumentService.check(name, text, of: .user)
        }
        for purpose in SealBinding.Purpose.allCases {
            guard let items = change.items(purpose) else { continue }
            guard items.count <= Self.itemLimit, Set(items.map { Array($0.name.utf8) }).count == items.count else {
                throw .invalidInput([
                    FieldProblem(
                        purpose.rawValue, .duplicate, "There are at most \(Self.itemLimit), each of another name.")
                ])
            }
            for item in items {
                try SecretRules.check(
                    KeepSecret(
                        purpose: purpose, name: item.name, secret: item.secret ?? Self.onFile, detail: item.detail),
                    using: hands.text)
            }
        }
    }

    /// In the place of one that is not known here, so that the rest is checked.
    private static let onFile = Secret("on file")

    private func hash(
        _ password: Secret?, of target: User, as caller: Caller
    ) async throws(ServiceError) -> PasswordHash? {
        guard let password else { return nil }
        guard users.keepsPasswords(target.source) else {
            throw .unsupported("The password of this user is kept by the source \(target.source).")
        }
        guard target.id != caller.userID else {
            throw .unsupported("An own password is changed with the current one.")
        }
        if let problem = users.problem(
            inNew: password, field: "password", for: [target.login.display, target.email?.display])
        {
            throw .invalidInput([problem])
        }
        return try await users.hasher.hash(hands.composed(password))
    }

    private func renew(
        _ id: UserID, to hash: PasswordHash, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) {
        try caller.requireMayHandOutPasswords()
        var user = try store.users.require(.id(id))
        user.requiredActions.remove(.updatePassword)
        try users.renew(&user, to: hash, in: store, at: now)
        try store.auditWrites.append(caller.entry(.passwordSet, on: .user(user), at: now, in: user.organization))
    }
}
