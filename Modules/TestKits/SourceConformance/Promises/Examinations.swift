import IdentityCore

extension SourcePromise {
    /// Kept by sources that can be looked at step by step; others pass.
    static let examinations = [
        SourcePromise("a look at the right sign-in ends verified, and shows nothing of the password") { fixture in
            guard let report = try await fixture.look(fixture.login, fixture.password, .verified) else { return }
            guard report.identity?.externalID == fixture.externalID else { throw BrokenPromise("Not the person.") }
        },
        SourcePromise("a look at a wrong password ends rejected, and shows nothing of it") {
            try await $0.look($0.login, Secret("not-the-password-4711"), .rejected)
        },
        SourcePromise("a look at a login that nobody has ends unknown") {
            try await $0.look("nobody-\($0.login)", $0.password, .unknown)
        },
        SourcePromise("a look without a password, or at nobody, verifies nobody") { fixture in
            try await fixture.look(fixture.login, nil, .usable)
            try await fixture.look(nil, nil, .usable)
            try await fixture.look(fixture.login, Secret(""), .rejected, .usable)
        },
        SourcePromise("a look at a source that can't be reached ends unavailable") { fixture in
            guard fixture.source.examiner != nil, try await fixture.takeAway() else { return }
            try await fixture.look(fixture.login, fixture.password, .unavailable)
        },
    ]
}

extension SourceFixture {
    /// - Returns: `nil` when the source can't be looked at.
    @discardableResult
    fileprivate func look(
        _ login: String?, _ password: Secret?, _ expected: SourceVerdict...
    ) async throws -> SourceReport? {
        guard let examiner = source.examiner else { return nil }
        let report = await examiner.examine(login.map { ExaminedLogin($0, password: password) })
        guard expected.contains(report.verdict) else {
            let names = expected.map(\.rawValue).joined(separator: " or ")
            throw BrokenPromise("Expected \(names), got \(report.verdict.rawValue).")
        }
        guard !report.steps.isEmpty else { throw BrokenPromise("Shows no step.") }
        guard (report.verdict == .rejected) == (report.refusal != nil) else {
            throw BrokenPromise("A refusal stands with what is rejected, and with nothing else.")
        }
        let shown = report.steps.flatMap { [$0.words, $0.advice ?? ""] + $0.facts.flatMap { [$0.name, $0.value] } }
        let isShown = password?.reveal { text in !text.isEmpty && shown.contains { $0.contains(text) } } ?? false
        guard !isShown else { throw BrokenPromise("The password stands in the report.") }
        return report
    }
}
