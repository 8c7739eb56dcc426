import FoundationEssentials
package import IdentityCore

/// Short-lived tokens that stand for the proof they were asked for with, for programs that shall not hold it themselves.
///
/// A ticket opens what the proof behind it opens at that moment and nothing more: it ends with the session or key, with the
/// account, and with the right to act as somebody else. It keeps a key's scopes.
package struct TicketService: Sendable {
    /// Seconds.
    static let lifetime: TimeInterval = 3_600

    let storage: any Storage
    let tokens: any SessionTokenMaking
    let hands: ServiceHands
    private let desk = TicketDesk()

    init(storage: any Storage, tokens: any SessionTokenMaking, hands: ServiceHands) {
        self.storage = storage
        self.tokens = tokens
        self.hands = hands
    }

    /// - Throws: `unsupported` for callers without a proof that can end; `limited`.
    package func issue(as caller: Caller) async throws(ServiceError) -> Secret {
        try caller.requireFullSession()
        switch caller.principal {
        // What somebody else vouched for is asked for again within a minute; nothing here tells when it ends.
        case .account(let account) where account.isVouchedFor:
            throw .unsupported("A ticket stands for a session or a key.")
        case .account, .globalKey: break
        case .anonymous, .operator, .system: throw .unsupported("A ticket stands for a session or a key.")
        }
        let now = hands.clock.now()
        let (token, digest) = tokens.mint()
        let current = try await storage.write { store in
            let current = try caller.refreshed(in: store, at: now)
            try current.requireFullSession()
            try store.auditWrites.append(
                current.entry(.ticketIssued, on: current.account.map { .user($0.user) }, at: now))
            return current
        }
        try await desk.keep(
            Ticket(caller: current, endsAt: now.addingTimeInterval(Self.lifetime)), under: digest, at: now)
        return token
    }

    /// - Throws: `unauthenticated` for what is no ticket (any more).
    func caller(of digests: [TokenDigest], from origin: RequestOrigin) async throws(ServiceError) -> Caller {
        let now = hands.clock.now()
        guard let ticket = await desk.find(digests, at: now) else { throw .unauthenticated }
        var current = try await storage.read(.point) { store in try ticket.caller.refreshed(in: store, at: now) }
        // A key that has another token since was rotated because somebody else may know the old one.
        guard current.key?.digest == ticket.caller.key?.digest else { throw .unauthenticated }
        current.origin = origin
        return current
    }
}

extension SignedInAccount {
    fileprivate var isVouchedFor: Bool {
        if case .outside = proof { true } else { impersonator?.isVouchedFor ?? false }
    }
}
