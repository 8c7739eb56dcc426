import Synchronization

/// Counts observations by size. Keep the object: an observation is a search among a few bounds and two atomics.
package final class Histogram: Sendable {
    /// Seconds, from half a millisecond to ten seconds: for requests and their parts.
    package static let latencyBounds = [
        0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
    ]

    let bounds: [Double]
    /// One for each bound, and a last one for what exceeds them all.
    private let buckets: [Counter]
    private let sumBits = Atomic<UInt64>(0.0.bitPattern)

    init(bounds: [Double]) {
        self.bounds = bounds
        buckets = (0...bounds.count).map { _ in Counter() }
    }

    /// - Parameter value: in the metric's unit, seconds for durations. What isn't finite is ignored.
    package func observe(_ value: Double) {
        guard value.isFinite else { return }
        let index = bounds.firstIndex { value <= $0 } ?? bounds.count
        buckets[index].increment()
        var old = sumBits.load(ordering: .relaxed)
        while true {
            let new = (Double(bitPattern: old) + value).bitPattern
            let (exchanged, current) = sumBits.weakCompareExchange(expected: old, desired: new, ordering: .relaxed)
            if exchanged { return }
            old = current
        }
    }

    var sum: Double { Double(bitPattern: sumBits.load(ordering: .relaxed)) }

    /// How many observations lie at or below each bound; the last is all of them.
    var cumulativeCounts: [UInt64] {
        var total: UInt64 = 0
        return buckets.map { bucket in
            total += bucket.value
            return total
        }
    }
}
