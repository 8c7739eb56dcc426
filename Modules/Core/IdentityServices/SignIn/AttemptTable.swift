import FoundationEssentials

/// Attempts by some key: how many failed in the current window, how many run, and who waits for one of them to end.
struct AttemptTable {
    enum State {
        case open
        /// As many run as could still fail: wait for one to end.
        case busy
        /// Too many wait already.
        case crowded
        /// Too many have failed.
        case closed(seconds: Int)
    }

    private struct Bucket {
        var failures = 0
        var windowStart: Date?
        var running = 0
        var waiting: [CheckedContinuation<Void, Never>] = []

        var isIdle: Bool { failures == 0 && isQuiet }
        var isQuiet: Bool { running == 0 && waiting.isEmpty }
    }

    private static let waitersPerBucket = 256
    /// Where the first sweep comes; the next at twice what it left, so that sweeping stays cheap under a flood.
    private static let firstSweep = 20_000
    /// Beyond it, buckets with few failures are forgotten first: a bound on memory of some tens of megabytes.
    private static let capacity = 200_000

    private let limit: Int
    private let window: TimeInterval
    private var buckets: [String: Bucket] = [:]
    private var nextSweep = firstSweep

    init(limit: Int, window: TimeInterval) {
        self.limit = limit
        self.window = window
    }

    var count: Int { buckets.count }

    func state(of key: String, at moment: Date) -> State {
        guard let bucket = buckets[key] else { return .open }
        let failures = isExpired(bucket, at: moment) ? 0 : bucket.failures
        if failures >= limit {
            let end = (bucket.windowStart ?? moment).addingTimeInterval(window)
            return .closed(seconds: max(1, Int(end.timeIntervalSince(moment).rounded(.up))))
        }
        if failures + bucket.running < limit { return .open }
        return bucket.waiting.count < Self.waitersPerBucket ? .busy : .crowded
    }

    mutating func wait(for key: String, _ continuation: CheckedContinuation<Void, Never>) {
        buckets[key, default: Bucket()].waiting.append(continuation)
    }

    mutating func begin(_ key: String) { buckets[key, default: Bucket()].running += 1 }

    /// - Parameter forgives: whether a success wipes the failures.
    mutating func end(
        _ key: String, _ settlement: SignInThrottle.Settlement, forgives: Bool, at moment: Date
    ) {
        var bucket = buckets[key] ?? Bucket()
        if isExpired(bucket, at: moment) { Self.wipe(&bucket) }
        bucket.running -= 1
        switch settlement {
        case .succeeded: if forgives { Self.wipe(&bucket) }
        case .failed:
            bucket.failures += 1
            if bucket.windowStart == nil { bucket.windowStart = moment }
        case .refused, .undecided: break
        }
        // As many as may run now look again; when the limit is reached all do, to be told so.
        let free = bucket.failures >= limit ? bucket.waiting.count : limit - bucket.failures - bucket.running
        let woken = bucket.waiting.prefix(max(0, free))
        bucket.waiting.removeFirst(woken.count)
        buckets[key] = bucket.isIdle ? nil : bucket
        for waiter in woken { waiter.resume() }
        if buckets.count > nextSweep { sweep(at: moment) }
    }

    /// Whoever waits does so for a running attempt, and looks again at its end.
    mutating func forgive(_ key: String, at moment: Date) {
        guard var bucket = buckets[key], bucket.failures > 0 else { return }
        bucket.failures -= 1
        if bucket.failures == 0 || isExpired(bucket, at: moment) { Self.wipe(&bucket) }
        buckets[key] = bucket.isIdle ? nil : bucket
    }

    private func isExpired(_ bucket: Bucket, at moment: Date) -> Bool {
        bucket.windowStart.map { moment >= $0.addingTimeInterval(window) } ?? false
    }

    private static func wipe(_ bucket: inout Bucket) {
        bucket.failures = 0
        bucket.windowStart = nil
    }

    private mutating func sweep(at moment: Date) {
        buckets = buckets.filter { !$0.value.isQuiet || !isExpired($0.value, at: moment) }
        for fewest in 1...max(1, limit) where buckets.count > Self.capacity {
            buckets = buckets.filter { !$0.value.isQuiet || $0.value.failures > fewest }
        }
        nextSweep = max(Self.firstSweep, buckets.count * 2)
    }
}
