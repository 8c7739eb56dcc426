/// What one request's body takes of the budget. It is given back when the handler is done with the body, even when its
/// connection has gone before, or else when the connection lets go of the body.
// @unchecked: the reactor's thread changes it while the body comes in, and afterwards the handler's task only.
final class BodyCharge: @unchecked Sendable {
    private let budget: BodyBudget
    private var bytes = 0

    init(_ budget: BodyBudget) { self.budget = budget }

    deinit { giveBack() }

    /// Takes what the body has grown by.
    func grow(to count: Int) throws(HTTPRefusal) {
        guard count > bytes else { return }
        guard budget.take(count - bytes) else { throw .tooManyBodies }
        bytes = count
    }

    func giveBack() {
        budget.giveBack(bytes)
        bytes = 0
    }
}
