import FoundationEssentials
package import IdentityCore

/// A new password for whoever has lost the old one, by a single-use code that goes to the account's mail address.
package struct PasswordResetService: Sendable {
    /// Mails under way at once; each waits for the mail server.
    private static let requestsAtOnce = 256

    let users: UserService
    let mailing: Mailing
    /// Of its own: who asks for codes keeps nobody from signing in.
    let requests: SignInThrottle
    let redemption: CodeRedemption
    let background = BackgroundWork(limit: requestsAtOnce)

    package init(users: UserService, mailing: Mailing, limits: SignInLimits) {
        self.users = users
        self.mailing = mailing
        requests = SignInThrottle(limits)
        redemption = CodeRedemption(users: users, mailing: mailing, throttle: SignInThrottle(limits))
    }

    var storage: any Storage { users.storage }
    var hands: ServiceHands { users.hands }

    /// Takes a code and sets the password: every session ends, access keys stay, and no account is opened that is closed
    /// or locked.
    /// - Throws: `invalidInput` naming `code`, whatever is wrong with it, or `newPassword`; `limited`.
    package func redeem(
        _ code: Secret, newPassword: Secret, from origin: RequestOrigin
    ) async throws(ServiceError) {
        try await redemption.redeem(code, for: .passwordReset, newPassword: newPassword, from: origin)
    }

    /// Returns when no request is under way any more. Call it before the storage is closed.
    package func settle() async { await background.settle() }

    /// Removes codes whose time is over, whatever their purpose, a bounded number in one transaction.
    /// - Returns: how many went.
    package func pruneExpired(limit: Int = 1_000, as caller: Caller) async throws(ServiceError) -> Int {
        try caller.require(.manageServer)
        let now = hands.clock.now()
        return try await storage.write { store in
            _ = try caller.confirm(.manageServer, in: store, at: now)
            let removed = try store.codeWrites.removeExpired(before: now, limit: limit)
            if removed > 0 {
                let detail = "\(removed) whose time was over"
                try store.auditWrites.append(caller.entry(.codesPruned, on: nil, at: now, detail: detail))
            }
            return removed
        }
    }
}
