import IdentityCore
import LDAPKit

/// One walk through a source, step by step, on the calling thread. Every connection is its own: what the pool has or
/// remembers changes nothing.
final class Examination {
    let configuration: LDAPSourceConfiguration
    let directory: DirectorySettings
    let settings: LDAPSettings
    let identity: LDAPServiceIdentity?
    let login: ExaminedLogin?

    private var steps: [SourceStep] = []
    private var setback: Setback?
    var person: Person?
    /// Set by the last step that a sign-in needs.
    var found: [FoundGroup]?
    var isVerified = false
    /// As far as the directory said so.
    var contexts: [DistinguishedName] = []
    var isActiveDirectory = false

    init(_ examiner: LDAPExaminer, _ login: ExaminedLogin?) {
        configuration = examiner.configuration
        directory = examiner.directory
        settings = examiner.settings
        identity = examiner.identity
        self.login = login
    }

    func report() -> SourceReport {
        walk()
        let reached = Set(steps.map(\.name))
        for name in Self.order where !reached.contains(name) {
            steps.append(SourceStep(name, .skipped, "What comes before it failed."))
        }
        steps.sort { Self.place($0.name) < Self.place($1.name) }
        return SourceReport(
            source: directory.source, kind: LDAPSource.kind, verdict: verdict, refusal: setback?.refusal, steps: steps,
            identity: person.map { directory.identity($0, found) })
    }

    private var verdict: SourceVerdict { setback?.verdict ?? (isVerified ? .verified : .usable) }

    private func walk() {
        lookAtConfiguration()
        guard let connection = reach() else { return }
        lookAtDirectory(over: connection)
        guard setback == nil, bindService(over: connection) else { return }
        if identity != nil, !lookAtBase(over: connection) { return }
        guard login != nil else {
            for name in Self.personal { step(name) { $0.skip("No login was given to look at.") } }
            return
        }
        lookAtPerson(over: connection)
    }

    /// - Returns: `nil` when the step failed; the first that fails decides how the walk ends.
    @discardableResult
    func step<Value>(_ name: SourceStep.Name, _ look: (inout Sight) throws(Setback) -> Value) -> Value? {
        let clock = ContinuousClock(), start = clock.now
        var sight = Sight(), value: Value?, failure: Setback?
        do throws(Setback) { value = try look(&sight) } catch { failure = error }
        steps.append(
            SourceStep(
                name, failure == nil ? sight.result : .failed, in: clock.now - start, failure?.words ?? sight.words,
                facts: sight.facts, advice: failure == nil ? sight.advice : failure?.advice))
        if setback == nil { setback = failure }
        return value
    }

    private static let personal: [SourceStep.Name] = [.userSearch, .userBind, .attributes, .groups]
    private static let order: [SourceStep.Name] =
        [.configuration, .resolve, .connect, .tls, .directory, .serviceBind, .base] + personal

    private static func place(_ name: SourceStep.Name) -> Int { order.firstIndex(of: name) ?? order.count }
}
