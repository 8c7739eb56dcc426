package import FoundationEssentials
package import IdentityCore

/// The keys that sign tokens: list, rotate, retire. They belong to the server as a whole.
package struct SigningKeyService: Sendable {
    /// In seconds: longer than any token that is signed lives.
    package static let defaultOverlap = 86_400
    /// 90 days.
    package static let maximumOverlap = 7_776_000
    /// Times to try again while the master key is being rotated.
    private static let attempts = 3

    let storage: any Storage
    let making: any SigningKeyMaking
    let hands: ServiceHands

    package init(storage: any Storage, making: any SigningKeyMaking, hands: ServiceHands) {
        self.storage = storage
        self.making = making
        self.hands = hands
    }

    /// All there are, the current one first.
    package func list(as caller: Caller) async throws(ServiceError) -> [ListedSigningKey] {
        try caller.requireOnServer(.manageServer)
        let now = hands.clock.now()
        return try await storage.read(.point) { store in
            try store.signingKeys.list().map { ListedSigningKey($0, at: now) }
        }
    }

    /// Puts a new key in the place of the current one, whose half that signs is gone from then on.
    /// - Parameters:
    ///   - algorithm: that of the current key when left out.
    ///   - overlap: seconds for which tokens of the earlier key stay good, from 0 to `maximumOverlap`.
    /// - Returns: the new key.
    /// - Throws: `invalidInput` naming `overlap`; `limited`.
    package func rotate(
        to algorithm: SigningAlgorithm? = nil, overlap: Int = defaultOverlap, as caller: Caller
    ) async throws(ServiceError) -> ListedSigningKey {
        try caller.requireOnServer(.manageServer)
        guard (0...Self.maximumOverlap).contains(overlap) else {
            throw .invalidInput([
                FieldProblem(
                    "overlap", .outOfRange, "An overlap lasts from 0 to \(Self.maximumOverlap) seconds.")
            ])
        }
        let now = hands.clock.now()
        let earlier = try await storage.read(.point) { store in try store.signingKeys.current() }
        for _ in 0..<Self.attempts {
            let key = try await making.make(algorithm ?? earlier?.algorithm ?? .rs256, at: now)
            let isStored = try await storage.write { store -> Bool in
                let current = try caller.confirm(.manageServer, in: store, at: now)
                try current.requireOnServer(.manageServer)
                // Under a master key that a rotation has just retired: made anew and tried again.
                if let admitted = try store.sealedItems.admittedKey(), admitted != key.sealed?.key { return false }
                var detail = "the first"
                if let old = try store.signingKeys.current() {
                    let end = now.addingTimeInterval(Double(overlap))
                    _ = try store.signingKeyWrites.replace(old.verifying(until: end))
                    detail = "in the place of \(old.id), which verifies for \(overlap) s more"
                }
                guard try store.signingKeyWrites.insert(key) else { return false }
                try store.auditWrites.append(
                    current.entry(.signingKeyRotated, on: .signingKey(key), at: now, detail: detail))
                return true
            }
            if isStored { return ListedSigningKey(key, at: now) }
        }
        throw .limited(retryAfterSeconds: 1)
    }

    /// Makes everything that the key has signed void at once. The current key is rotated instead, with no overlap.
    /// - Throws: `notFound(.signingKey)`; `unsupported` for the current key.
    package func retire(_ id: SigningKeyID, as caller: Caller) async throws(ServiceError) -> ListedSigningKey {
        try caller.requireOnServer(.manageServer)
        let now = hands.clock.now()
        return try await storage.write { store in
            let current = try caller.confirm(.manageServer, in: store, at: now)
            try current.requireOnServer(.manageServer)
            guard let key = try store.signingKeys.find(id) else { throw ServiceError.notFound(.signingKey) }
            switch key.state(at: now) {
            case .current:
                throw ServiceError.unsupported(
                    "The current key signs; put another in its place first, with an overlap of 0 seconds.")
            case .retired: return ListedSigningKey(key, at: now)
            case .verifying:
                let retired = key.verifying(until: now)
                _ = try store.signingKeyWrites.replace(retired)
                try store.auditWrites.append(current.entry(.signingKeyRetired, on: .signingKey(key), at: now))
                return ListedSigningKey(retired, at: now)
            }
        }
    }
}

/// What may be shown of a signing key.
package struct ListedSigningKey: Hashable, Sendable {
    package let id: SigningKeyID
    package let algorithm: SigningAlgorithm
    package let state: SigningKey.State
    package let createdAt: Date
    /// `nil` for the current key.
    package let verifiesUntil: Date?

    init(_ key: SigningKey, at moment: Date) {
        id = key.id
        algorithm = key.algorithm
        state = key.state(at: moment)
        createdAt = key.createdAt
        verifiesUntil = key.verifiesUntil
    }
}
