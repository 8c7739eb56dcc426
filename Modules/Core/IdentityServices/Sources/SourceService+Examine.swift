import FoundationEssentials
package import IdentityCore

extension SourceService {
    /// Looks at a configured source step by step, as a sign-in goes through it, up to what the person would be and may do
    /// here. Changes nothing but the audit.
    /// - Parameter login: as the person would type it; `nil` to look at the source alone.
    /// - Throws: `notFound(.source)`; `unsupported` for a source that can't be looked at; `invalidInput`.
    package func examine(
        _ id: SourceID, login: ExaminedLogin? = nil, as caller: Caller
    ) async throws(ServiceError) -> SourceReport {
        try await requireMayExamine(login, as: caller)
        return try await examine(source(id), login, as: caller)
    }

    /// The same for settings that stand in no configuration yet.
    /// - Throws: `invalidInput` also for what is wrong with the draft.
    package func examine(
        _ draft: SourceDraft, login: ExaminedLogin? = nil, as caller: Caller
    ) async throws(ServiceError) -> SourceReport {
        try await requireMayExamine(login, as: caller)
        let source = try await opening.open(draft)
        let result: Result<SourceReport, ServiceError>
        do throws(ServiceError) {
            result = .success(try await examine(source, login, as: caller))
        } catch { result = .failure(error) }
        await source.upkeep?.close()
        return try result.get()
    }

    private func requireMayExamine(_ login: ExaminedLogin?, as caller: Caller) async throws(ServiceError) {
        try caller.requireOnServer(.manageSources)
        try caller.requireNoImpersonation()
        if let login, !(1...NameRules.maximumBytes).contains(login.login.utf8.count) {
            throw .invalidInput([FieldProblem("login", .outOfRange, "That is no login.")])
        }
        if let problem = login?.password?.reveal({ PasswordPolicy.problem(inOffered: $0, field: "password") }) {
            throw .invalidInput([problem])
        }
        let now = hands.clock.now()
        _ = try await storage.read(.point) { store in try caller.confirm(.manageSources, in: store, at: now) }
    }

    private func examine(
        _ source: IdentitySource, _ login: ExaminedLogin?, as caller: Caller
    ) async throws(ServiceError) -> SourceReport {
        guard let examiner = source.examiner else {
            throw .unsupported("The source \(source.id) has nothing to look at.")
        }
        let asked = login?.asked(by: source.policy, text: hands.text)
        var report = await examiner.examine(asked)
        if asked != nil { report.steps += try await stepsHere(behind: report, of: source) }
        let now = hands.clock.now(), verdict = report.verdict.rawValue
        let detail = login.map { "login \($0.login): \(verdict)" } ?? verdict
        try await storage.write { store in
            let current = try caller.confirm(.manageSources, in: store, at: now)
            try store.auditWrites.append(
                current.entry(.sourceTested, on: .source(source.id), at: now, detail: detail))
        }
        return report
    }

    /// What this house would make of the person; skipped when a step before has failed.
    private func stepsHere(
        behind report: SourceReport, of source: IdentitySource
    ) async throws(ServiceError) -> [SourceStep] {
        guard let identity = report.identity, report.verdict == .usable || report.verdict == .verified else {
            return [SourceStep.Name.mapping, .account, .rights].map {
                SourceStep($0, .skipped, "A step before it did not lead here.")
            }
        }
        let provisioning = Provisioning(hands: hands, seats: seats), clock = hands.clock, text = hands.text
        return try await storage.read(.scan) { store in
            let view = PageView(store, people: [identity], of: source.id, using: text)
            return try StepsHere(
                identity: identity, source: source, provisioning: provisioning, store: view, clock: clock
            ).all()
        }
    }
}
