package import FoundationEssentials

/// Counts failures in memory and lets no more attempts run at once than could still fail: with a limit of ten, a
/// hundred parallel guesses reach the check ten times, while a hundred right passwords all pass in turn.
package actor SignInThrottle {
    package enum Admission: Hashable, Sendable {
        case admitted
        case refused(retryAfterSeconds: Int)
    }

    package enum Settlement: Sendable {
        case succeeded, failed
        /// Refused for another reason than the password: counts for the address alone.
        case refused
        /// Nothing was learned of the password; counts for nothing.
        case undecided
    }

    private let limits: SignInLimits
    private var pairs: AttemptTable
    private var addresses: AttemptTable

    package init(_ limits: SignInLimits) {
        self.limits = limits
        pairs = AttemptTable(limit: limits.failuresPerAccountAndAddress, window: limits.window)
        addresses = AttemptTable(limit: limits.failuresPerAddress, window: limits.window)
    }

    /// Asks for one attempt; each admission is followed by exactly one `settle`. Waits while so many attempts run that
    /// their failures could reach a limit.
    /// - Parameters:
    ///   - account: the account's id, or the folded name if there is no such account, so that all spellings of one
    ///     account share one count.
    package func admit(account: String, address: String, at moment: Date) async -> Admission {
        let pair = Self.key(account, address)
        while true {
            // The client has gone: its place belongs to somebody else.
            if Task.isCancelled { return .refused(retryAfterSeconds: 1) }
            let byAddress = addresses.state(of: address, at: moment), byPair = pairs.state(of: pair, at: moment)
            switch (byAddress, byPair) {
            case (.closed(let seconds), _), (_, .closed(let seconds)): return .refused(retryAfterSeconds: seconds)
            case (.crowded, _), (_, .crowded): return .refused(retryAfterSeconds: 1)
            case (.busy, _): await withCheckedContinuation { addresses.wait(for: address, $0) }
            case (_, .busy): await withCheckedContinuation { pairs.wait(for: pair, $0) }
            case (.open, .open):
                addresses.begin(address)
                pairs.begin(pair)
                return .admitted
            }
        }
    }

    /// Whether an attempt would be let through, asking for none. Waiting for others counts as being let through.
    package func state(account: String, address: String, at moment: Date) -> Admission {
        for state in [
            addresses.state(of: address, at: moment), pairs.state(of: Self.key(account, address), at: moment),
        ] {
            if case .closed(let seconds) = state { return .refused(retryAfterSeconds: seconds) }
        }
        return .admitted
    }

    /// Ends an admitted attempt. A success wipes the failures of the account at that address, not those of the address.
    package func settle(account: String, address: String, _ settlement: Settlement, at moment: Date) {
        pairs.end(Self.key(account, address), settlement, forgives: true, at: moment)
        addresses.end(address, settlement == .refused ? .failed : settlement, forgives: false, at: moment)
    }

    /// Takes one failure back, of the account at the address and of the address: what looked like one was none.
    package func forgive(account: String, address: String, at moment: Date) {
        pairs.forgive(Self.key(account, address), at: moment)
        addresses.forgive(address, at: moment)
    }

    /// How many accounts at addresses have failures or attempts in memory.
    package var rememberedAccounts: Int { pairs.count }

    private static func key(_ account: String, _ address: String) -> String { "\(account)\u{0}\(address)" }
}
