import Threading

/// Metrics of one name that differ in the values of their labels: `family[["GET", "200"]]`.
///
/// The number of label sets is bounded, since each takes memory here and in the system that collects them: past the
/// limit every new set is counted under the value `other`.
package final class MetricFamily<Metric: Sendable>: Sendable {
    private struct State: Sendable {
        var metrics: [[String]: Metric] = [:]
        /// In the order of their first use.
        var order: [[String]] = []
    }

    private let labelNames: [String]
    private let limit: Int
    private let make: @Sendable () -> Metric
    private let state = Locked(State())

    init(labelNames: [String], limit: Int, make: @escaping @Sendable () -> Metric) {
        self.labelNames = labelNames
        self.limit = limit
        self.make = make
    }

    /// The metric of these label values, in the order of the label names. Resolve it once where the values are known
    /// beforehand: this takes a lock and a look into a table.
    package subscript(_ values: [String]) -> Metric {
        precondition(values.count == labelNames.count, "one value for each of the labels \(labelNames)")
        return state.withLock { state in
            if let known = state.metrics[values] { return known }
            let key = state.metrics.count < limit ? values : values.map { _ in "other" }
            if let known = state.metrics[key] { return known }
            let metric = make()
            state.metrics[key] = metric
            state.order.append(key)
            return metric
        }
    }

    var samples: [(labels: [MetricLabel], metric: Metric)] {
        let current = state.withLock { $0 }
        return current.order.map { values in
            (zip(labelNames, values).map { MetricLabel(name: $0, value: $1) }, current.metrics[values]!)
        }
    }
}
