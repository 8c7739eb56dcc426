import FoundationEssentials
package import IdentityCore

/// What a device shows its user, and what it asks with (RFC 8628 section 3.2).
package struct DeviceStart: Sendable {
    package let deviceCode: Secret
    /// As it is shown.
    package let userCode: String
    /// In seconds.
    package let lifetime: Int
    package let interval: Int
}

extension TokenService {
    /// Letters that nobody mistakes for another, and that make no words.
    private static let alphabet = Array("BCDFGHJKLMNPQRSTVWXZ")
    private static let userCodeLength = 8
    /// Times to draw another user code when one is taken.
    private static let attempts = 5

    /// - Throws: `limited` when too many devices began to wait from the address.
    package func startDevice(
        scopes: [String], for proof: ClientProof
    ) async throws(ServiceError) -> Result<DeviceStart, DeviceRefusal> {
        let client: Client
        switch try await self.client(proof, for: .deviceCode) {
        case .success(let found): client = found
        case .failure(let refusal): return .failure(DeviceRefusal(refusal: refusal.refusal))
        }
        try await counts.startDevice(of: client.id, from: proof.origin, by: hands.clock)
        let now = hands.clock.now()
        for _ in 0..<Self.attempts {
            let (code, digest) = codes.mint(), userCode = newUserCode()
            let grant = DeviceGrant(
                digest: digest, userCode: userCode, client: client.id, realm: proof.realm, scopes: scopes,
                createdAt: now, expiresAt: now + lifetimes.device)
            do throws(ServiceError) {
                try await storage.write { store in try store.grantWrites.insert(grant) }
            } catch {
                guard error == .alreadyExists(.code, field: "userCode") else { throw error }
                continue
            }
            return .success(
                DeviceStart(
                    deviceCode: code, userCode: "\(userCode.prefix(4))-\(userCode.suffix(4))",
                    lifetime: Int(lifetimes.device), interval: Int(lifetimes.devicePolling)))
        }
        throw .limited(retryAfterSeconds: 1)
    }

    /// What waits for the user's decision.
    /// - Parameter userCode: as it was typed.
    /// - Returns: `nil` when nothing waits under that code.
    package func waitingDevice(
        _ userCode: String, in realm: OrganizationID, as caller: Caller
    ) async throws(ServiceError) -> (client: Client, scopes: [String])? {
        try caller.requireFullSession()
        _ = try ownSession(of: caller, in: realm)
        let now = hands.clock.now(), code = Self.compared(userCode)
        return try await storage.read(.point) { store in
            guard let device = try store.grants.device(userCode: code), device.isOpen(in: realm, at: now),
                let client = try store.clients.find(device.client), client.serves(realm)
            else { return nil }
            return (client, device.scopes)
        }
    }

    /// Lets the device in, in a session of its own, or not.
    /// - Returns: `false` when nothing waits under that code any more.
    package func decideDevice(
        _ userCode: String, letIn: Bool, in realm: OrganizationID, as caller: Caller
    ) async throws(ServiceError) -> Bool {
        try caller.requireFullSession()
        let now = hands.clock.now(), code = Self.compared(userCode), material = SessionMaterial(hands, tokens)
        return try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            try current.requireFullSession()
            _ = try ownSession(of: current, in: realm)
            guard var device = try store.grants.device(userCode: code), device.isOpen(in: realm, at: now),
                let account = current.account
            else { return false }
            device.decision = .denied
            if letIn {
                let opening = material.opening(at: now, lasting: signIn.sessionLifetime, from: caller.origin)
                let issued = try opening.open(for: account.user, remark: "device of \(device.client)", in: store)
                device.decision = .approved(issued.session.id)
            }
            try store.grantWrites.replace(device)
            return true
        }
    }

    /// The device asks whether its user has let it in; then it gets tokens, once.
    package func poll(
        _ deviceCode: Secret, for proof: ClientProof, as shape: any TokenShaping
    ) async throws(ServiceError) -> GrantOutcome {
        let client: Client
        switch try await self.client(proof, for: .deviceCode) {
        case .success(let found): client = found
        case .failure(let refusal): return .refused(refusal.refusal)
        }
        guard let digest = codes.digest(of: deviceCode) else { return .refused(.unknownDevice) }
        let ids = GrantIDs(hands)
        let decision = try await storage.write { store in
            try answer(digest, client, ids, proof, in: store)
        }
        if case .success = decision { await counts.settleDevice(of: client.id, from: proof.origin, by: hands.clock) }
        return try await outcome(decision, shape)
    }

    private func answer(
        _ digest: TokenDigest, _ client: Client, _ ids: GrantIDs, _ proof: ClientProof, in store: any StoreWriting
    ) throws(ServiceError) -> Result<GrantDecision, ClientRefusal> {
        guard let client = try confirmed(client, for: .deviceCode, in: store),
            var device = try store.grants.device(digest), device.client == client.id, device.realm == proof.realm
        else { return .failure(ClientRefusal(.unknownDevice)) }
        guard device.expiresAt > ids.at else { return .failure(ClientRefusal(.deviceExpired)) }
        switch device.decision {
        case .denied:
            _ = try store.grantWrites.removeDevice(digest)
            return .failure(ClientRefusal(.deviceDenied))
        case .pending:
            let isTooSoon = device.polledAt.map { ids.at < $0 + lifetimes.devicePolling } ?? false
            device.polledAt = ids.at
            try store.grantWrites.replace(device)
            return .failure(ClientRefusal(isTooSoon ? .polledTooSoon : .devicePending))
        case .approved(let id):
            _ = try store.grantWrites.removeDevice(digest)
            guard let session = try store.sessions.find(id) else { return .failure(ClientRefusal(.unknownDevice)) }
            switch try account(of: session, in: proof.realm, or: .unknownDevice, in: store, at: ids.at) {
            case .failure(let refusal): return .failure(refusal)
            case .success(let account):
                return .success(
                    try decide(
                        account, session, client, scopes: device.scopes, isOffline: false, ids: ids, for: proof,
                        in: store))
            }
        }
    }

    /// Each letter from bytes that are evenly spread over the alphabet.
    private func newUserCode() -> String {
        var letters = ""
        while letters.count < Self.userCodeLength {
            for byte in digest(codes.mint().code) where byte < 240 && letters.count < Self.userCodeLength {
                letters.append(Self.alphabet[Int(byte) % Self.alphabet.count])
            }
        }
        return letters
    }

    private static func compared(_ typed: String) -> String {
        typed.uppercased().filter { alphabet.contains($0) }
    }
}

package struct DeviceRefusal: Error {
    package let refusal: GrantRefusal
}

extension DeviceGrant {
    fileprivate func isOpen(in realm: OrganizationID, at now: Date) -> Bool {
        self.realm == realm && decision == .pending && expiresAt > now
    }
}
