/// The word after `# TYPE`.
package enum MetricKind: String, Sendable {
    case counter, gauge, histogram
}
