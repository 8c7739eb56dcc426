import IdentityCore
import Threading

/// How far a job has come, so that a failure can be told by the step that it belongs to.
final class Progress: Sendable {
    private let step: Locked<SourceStep.Name>

    init(_ first: SourceStep.Name) { step = Locked(first) }

    var current: SourceStep.Name { step.withLock { $0 } }
    func reached(_ next: SourceStep.Name) { step.withLock { $0 = next } }
}
