import Threading

/// All metrics of a process. Names are given once, at start; giving a name twice or a malformed one is a fault of the
/// program and stops it there.
package final class MetricRegistry: Sendable {
    /// For the `Content-Type` of the answer that carries `exposition()`.
    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private struct Entry: Sendable {
        let name: String
        let kind: MetricKind
        let help: String
        var write: [@Sendable (inout Exposition) -> Void]
        /// The label sets of values that are read; nil when the entry takes no more of them.
        var readLabels: Set<[MetricLabel]>?
    }

    private let labelSetLimit: Int
    private let entries = Locked<[Entry]>([])

    /// - Parameter labelSetLimit: how many label sets each family may have, before `other`.
    package init(labelSetLimit: Int = 100) { self.labelSetLimit = labelSetLimit }

    package func counter(_ name: String, help: String) -> Counter {
        counters(name, help: help, labels: [])[[]]
    }

    package func counters(_ name: String, help: String, labels: [String]) -> MetricFamily<Counter> {
        let family = MetricFamily(labelNames: labels, limit: labelSetLimit) { Counter() }
        add(name, .counter, help, labels) { text in
            for (labels, counter) in family.samples { text.sample(name, labels, String(counter.value)) }
        }
        return family
    }

    package func histogram(
        _ name: String, help: String, bounds: [Double] = Histogram.latencyBounds
    ) -> Histogram {
        histograms(name, help: help, labels: [], bounds: bounds)[[]]
    }

    /// - Parameter bounds: upper bounds of the buckets, rising.
    package func histograms(
        _ name: String, help: String, labels: [String], bounds: [Double] = Histogram.latencyBounds
    ) -> MetricFamily<Histogram> {
        precondition(zip(bounds, bounds.dropFirst()).allSatisfy(<), "\(name): the bounds must rise")
        let family = MetricFamily(labelNames: labels, limit: labelSetLimit) { Histogram(bounds: bounds) }
        add(name, .histogram, help, labels) { text in
            for (labels, histogram) in family.samples { text.histogram(name, labels, histogram) }
        }
        return family
    }

    /// A value read at each exposition. The same name may be given again with other label values.
    /// - Parameters:
    ///   - kind: `.counter` for a number that somebody else counts and that only grows.
    ///   - read: called on the thread that asks for the exposition; it must not wait.
    package func read(
        _ name: String, _ kind: MetricKind = .gauge, help: String, labels: [MetricLabel] = [],
        _ read: @escaping @Sendable () -> Double
    ) {
        precondition(kind != .histogram, "\(name): a histogram can't be read as one number")
        let write: @Sendable (inout Exposition) -> Void = { $0.sample(name, labels, Exposition.number(read())) }
        checkNames(name, labels.map(\.name))
        entries.withLock { entries in
            guard let index = entries.firstIndex(where: { $0.name == name }) else {
                entries.append(Entry(name: name, kind: kind, help: help, write: [write], readLabels: [labels]))
                return
            }
            let isNew = entries[index].kind == kind && entries[index].readLabels?.insert(labels).inserted == true
            precondition(isNew, "the metric \(name) exists")
            entries[index].write.append(write)
        }
    }

    /// The current values in the Prometheus text format 0.0.4, in the order in which the metrics were named.
    package func exposition() -> String {
        let current = entries.withLock { $0 }
        var text = Exposition()
        for entry in current {
            text.header(name: entry.name, kind: entry.kind, help: entry.help)
            for write in entry.write { write(&text) }
        }
        return text.text
    }

    private func add(
        _ name: String, _ kind: MetricKind, _ help: String, _ labels: [String],
        _ write: @escaping @Sendable (inout Exposition) -> Void
    ) {
        checkNames(name, labels)
        entries.withLock { entries in
            precondition(!entries.contains { $0.name == name }, "the metric \(name) exists")
            entries.append(Entry(name: name, kind: kind, help: help, write: [write], readLabels: nil))
        }
    }

    private func checkNames(_ name: String, _ labels: [String]) {
        precondition(Self.isName(name), "\(name) is no name for a metric")
        for label in labels { precondition(Self.isName(label) && label != "le", "\(label) is no name for a label") }
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else {
            return false
        }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }
}
