package import IdentityCore

/// The steps that were gone, each with the time since the one before.
package struct TokenWalk: Sendable {
    package private(set) var steps: [SourceStep] = []
    private var mark = ContinuousClock.now

    package init() {}

    package mutating func passed(
        _ name: SourceStep.Name, _ words: String, facts: [SourceStep.Fact] = [], warning: String? = nil
    ) {
        steps.append(
            SourceStep(name, warning == nil ? .ok : .warning, in: lap(), words, facts: facts, advice: warning))
    }

    package mutating func stopped(at setback: TokenSetback) {
        steps.append(SourceStep(setback.step, .failed, in: lap(), setback.words, advice: setback.advice))
    }

    /// What was not reached.
    package mutating func skip(_ names: [SourceStep.Name], _ words: String) {
        let reached = Set(steps.map(\.name))
        steps += names.filter { !reached.contains($0) }.map { SourceStep($0, .skipped, words) }
    }

    private mutating func lap() -> Duration {
        let now = ContinuousClock.now
        defer { mark = now }
        return now - mark
    }
}
