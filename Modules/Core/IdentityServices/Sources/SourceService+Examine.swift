import FoundationEssentials
package import IdentityCore

extension SourceService {
    /// Looks at a configured source step by step, as a sign-in goes through it, up to what the person would be and may do
    /// here. Changes nothing but the audit.
    /// - Parameter login: as the person would type it; `nil` to look at the source alone.
    /// With a password the person's is tried: wrong ones are limited and passed on as at a sign-in.
    /// - Throws: `notFound(.source)`; `unsupported` for a source that can't be looked at; `invalidInput`; with a password
    ///   `forbidden` also for an account that holds more than the caller, and `limited`.
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
        if let login,
            login.login.withoutOuterSpaces.isEmpty || login.login.utf8.count > NameRules.maximumBytes
        {
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
        let typed = login.map { ExaminedLogin($0.login.withoutOuterSpaces, password: $0.password) }
        let asked = typed?.asked(by: source.policy, text: hands.text)
        var report = try await look(at: source, through: examiner, asked, as: caller)
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

    private func look(
        at source: IdentitySource, through examiner: any SourceExamining, _ login: ExaminedLogin?, as caller: Caller
    ) async throws(ServiceError) -> SourceReport {
        guard let login, login.password != nil else { return await examiner.examine(login) }
        let meant = await trial.people(meantBy: [PasswordTrial.Question(source: source, login: login.login)])
        let accounts = try await trial.requireDominance(of: caller, overNamed: [login.login], and: meant)
        let bucket = accounts.first?.id.description ?? hands.text.comparisonKey(login.login)
        return try await trial.limited(account: bucket, as: caller) { () async throws(ServiceError) in
            let report = try await passOn(login, meaning: meant.first, to: source, through: examiner)
            let found = report.identity.map { PasswordTrial.Person(source: source.id, externalID: $0.externalID) }
            try await trial.requireDominance(of: caller, and: found.map { [$0] } ?? [])
            return (report, report.settlement)
        }
    }

    private func passOn(
        _ login: ExaminedLogin, meaning person: PasswordTrial.Person?, to source: IdentitySource,
        through examiner: any SourceExamining
    ) async throws(ServiceError) -> SourceReport {
        guard let limit = source.policy.failuresPassedOn else { return await examiner.examine(login) }
        let key =
            person.map { SourcePauses.key(externalID: $0.externalID) }
            ?? SourcePauses.key(login: login.login, using: hands.text)
        let report = try await pauses.passOn(key, to: source, limit: limit, by: hands.clock) {
            () async throws(ServiceError) in
            let report = await examiner.examine(login)
            return (report, report.settlement)
        }
        guard let report else { throw .limited(retryAfterSeconds: source.policy.failurePause) }
        return report
    }

    /// What this house would make of the person; skipped when a step before has failed.
    func stepsHere(
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

extension SourceReport {
    /// How the password counts that was tried.
    fileprivate var settlement: SignInThrottle.Settlement {
        switch verdict {
        case .verified: .succeeded
        case .rejected: refusal?.isGuess ?? true ? .failed : .undecided
        case .usable, .unknown, .ambiguous, .unavailable, .misconfigured: .undecided
        }
    }
}
