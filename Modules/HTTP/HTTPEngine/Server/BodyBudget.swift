import Synchronization

/// The bytes that all request bodies may take together, over all reactors.
final class BodyBudget: Sendable {
    private let limit: Int
    private let taken = Atomic(0)

    init(limit: Int) { self.limit = limit }

    /// - Returns: `false`, and nothing is taken, when that is more than what is left.
    func take(_ count: Int) -> Bool {
        let isWithin = taken.wrappingAdd(count, ordering: .relaxed).newValue <= limit
        if !isWithin { giveBack(count) }
        return isWithin
    }

    func giveBack(_ count: Int) { taken.wrappingSubtract(count, ordering: .relaxed) }
}
