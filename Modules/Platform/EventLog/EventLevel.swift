/// How much an event matters, from least to most.
package enum EventLevel: Int, Sendable, Comparable, CaseIterable {
    case debug, info, warning, error

    /// The word in the log line and in the configuration.
    package var name: StaticString {
        switch self {
        case .debug: "debug"
        case .info: "info"
        case .warning: "warning"
        case .error: "error"
        }
    }

    /// - Returns: nil when `name` is none of the four words.
    package init?(named name: String) {
        guard let level = Self.allCases.first(where: { $0.name.description == name }) else { return nil }
        self = level
    }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
