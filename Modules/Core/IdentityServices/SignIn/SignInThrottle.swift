package import FoundationEssentials

/// How many wrong passwords are let through to the check. Per account and per address are apart, so that an attacker
/// at one address can't lock the owner out at another (NIST SP 800-63B-4 section 3.2.2).
package struct SignInLimits: Hashable, Sendable {
    /// For one account from one client address.
    package var failuresPerAccountAndAddress: Int
    /// For one client address, whatever the account.
    package var failuresPerAddress: Int
    /// For how long failures count, from the first one. Seconds.
    package var window: TimeInterval
    /// Wrong passwords in a row, from anywhere and over any time, after which only an administrator can open the
    /// account again.
    package var consecutiveFailures: Int

    package init(
        failuresPerAccountAndAddress: Int = 10, failuresPerAddress: Int = 100, window: TimeInterval = 900,
        consecutiveFailures: Int = 100
    ) {
        self.failuresPerAccountAndAddress = failuresPerAccountAndAddress
        self.failuresPerAddress = failuresPerAddress
        self.window = window
        self.consecutiveFailures = consecutiveFailures
    }
}

/// Counts failures in memory and lets no more attempts run at once than could still fail: with a limit of ten, a
/// hundred parallel guesses reach the check ten times, while a hundred right passwords all pass in turn.
package actor SignInThrottle {
    package enum Admission: Hashable, Sendable {
        case admitted
        case refused(retryAfterSeconds: Int)
    }

    package enum Settlement: Sendable {
        case succeeded, failed
        /// Nothing was learned of the password; counts for nothing.
        case undecided
    }

    private struct Bucket {
        var failures = 0
        var windowStart: Date?
        var running = 0
        var waiting: [CheckedContinuation<Void, Never>] = []

        mutating func expire(at moment: Date, window: TimeInterval) {
            guard let start = windowStart, moment >= start.addingTimeInterval(window) else { return }
            failures = 0
            windowStart = nil
        }

        func isIdle() -> Bool { failures == 0 && running == 0 && waiting.isEmpty }
    }

    /// Keeps the tables from growing under a flood of made-up names; past it, expired buckets are swept.
    private static let sweepThreshold = 50_000
    /// More attempts than this on one account from one address don't wait; they are told to come back.
    private static let waitersPerBucket = 256

    private let limits: SignInLimits
    private var pairs: [String: Bucket] = [:]
    private var addresses: [String: Bucket] = [:]

    package init(_ limits: SignInLimits) { self.limits = limits }

    /// Asks for one attempt; each admission is followed by exactly one `settle`.
    /// - Parameters:
    ///   - account: the account's id, or the folded name if there is no such account, so that all spellings of one
    ///     account share one count.
    package func admit(account: String, address: String, at moment: Date) async -> Admission {
        sweepIfLarge(at: moment)
        let key = Self.key(account, address)
        while true {
            addresses[address, default: Bucket()].expire(at: moment, window: limits.window)
            pairs[key, default: Bucket()].expire(at: moment, window: limits.window)
            let byAddress = addresses[address] ?? Bucket(), byPair = pairs[key] ?? Bucket()
            if byAddress.failures >= limits.failuresPerAddress { return refusal(byAddress, at: moment) }
            if byPair.failures >= limits.failuresPerAccountAndAddress { return refusal(byPair, at: moment) }
            if byPair.failures + byPair.running < limits.failuresPerAccountAndAddress {
                pairs[key, default: Bucket()].running += 1
                return .admitted
            }
            guard byPair.waiting.count < Self.waitersPerBucket else { return .refused(retryAfterSeconds: 1) }
            await withCheckedContinuation { pairs[key, default: Bucket()].waiting.append($0) }
        }
    }

    package func settle(account: String, address: String, _ settlement: Settlement, at moment: Date) {
        let key = Self.key(account, address)
        var pair = pairs[key] ?? Bucket()
        pair.running -= 1
        switch settlement {
        case .succeeded:
            pair.failures = 0
            pair.windowStart = nil
        case .failed:
            Self.count(&pair, at: moment)
            Self.count(&addresses[address, default: Bucket()], at: moment)
        case .undecided: break
        }
        // Each waiter looks again by itself; those who still may not run wait anew.
        let waiting = pair.waiting
        pair.waiting = []
        pairs[key] = pair.isIdle() ? nil : pair
        for waiter in waiting { waiter.resume() }
    }

    private static func count(_ bucket: inout Bucket, at moment: Date) {
        bucket.failures += 1
        if bucket.windowStart == nil { bucket.windowStart = moment }
    }

    private func refusal(_ bucket: Bucket, at moment: Date) -> Admission {
        let end = (bucket.windowStart ?? moment).addingTimeInterval(limits.window)
        return .refused(retryAfterSeconds: max(1, Int(end.timeIntervalSince(moment).rounded(.up))))
    }

    private func sweepIfLarge(at moment: Date) {
        guard pairs.count + addresses.count > Self.sweepThreshold else { return }
        pairs = Self.swept(pairs, at: moment, window: limits.window)
        addresses = Self.swept(addresses, at: moment, window: limits.window)
    }

    private static func swept(_ table: [String: Bucket], at moment: Date, window: TimeInterval) -> [String: Bucket] {
        table.compactMapValues { bucket in
            var bucket = bucket
            bucket.expire(at: moment, window: window)
            return bucket.isIdle() ? nil : bucket
        }
    }

    private static func key(_ account: String, _ address: String) -> String { "\(account)\u{0}\(address)" }
}
