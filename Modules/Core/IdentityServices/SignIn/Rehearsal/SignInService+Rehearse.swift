import FoundationEssentials
package import IdentityCore

extension SignInService {
    /// Goes through a sign-in without opening a session and without a word in the store. The sources are asked for real:
    /// a wrong password is one there. Wrong ones are limited as at a sign-in, in a count of their own, so that neither
    /// the user nor the caller is kept out by a test.
    /// - Throws: `forbidden` also for an account that holds more than the caller; `invalidInput` for what no password or
    ///   login can be; `limited`.
    package func rehearse(
        login: String, password: Secret, as caller: Caller
    ) async throws(ServiceError) -> SignInRehearsal {
        try caller.requireOnServer(.manageSources)
        try caller.requireNoImpersonation()
        let offered = try offeredPassword(password)
        let name = try await self.name(checkedLogin(login)), bucket = name.bucket(using: hands.text)
        try await trial.requireDominance(of: caller, overNamed: name.names, and: [])
        // The sources may know a stronger account under a name that is on nobody's file.
        let meant = await trial.people(meantBy: questions(for: name))
        let accounts = try await trial.requireDominance(of: caller, overNamed: name.names, and: meant)
        let limit = await throttle.state(account: bucket, address: caller.origin.limitKey, at: hands.clock.now())
        return try await trial.limited(account: accounts.first?.id.description ?? bucket, as: caller) {
            () async throws(ServiceError) in
            let asking = RehearsedAsking()
            let verdict = try await decide(name, password: offered, asking: asking), answers = await asking.answers
            try await trial.requireDominance(of: caller, and: answers.flatMap(\.people) + verdict.people)
            let ending = try await ending(verdict, of: name)
            let rehearsal = SignInRehearsal(
                login: name.typed, limitedForSeconds: limit.seconds, onFile: name.onFile?.user, ruleOf: name.ruleOf,
                candidates: candidates(for: name), answers: answers, person: ending.person, session: ending.session,
                outcome: ending.refusal?.outcome ?? .success, step: ending.refusal?.step ?? ending.remark,
                told: ending.refusal?.answer)
            return (rehearsal, verdict.refusal(onFile: name.onFile)?.settlement ?? .succeeded)
        }
    }

    /// Whom `decide` asks for what.
    private func questions(for name: SignInName) -> [PasswordTrial.Question] {
        let own = name.onFile.map { [way(for: $0.user.source)].compactMap { try? $0.get() } }
        return (own ?? waysForNewcomers).flatMap { way in
            let login = login(of: name, at: way)
            let asked = way.checker.policy.loginRules.applied(to: login)
            let checker = PasswordTrial.Question(source: way.checker, login: asked)
            return way.isApart ? [checker, PasswordTrial.Question(source: way.supplier, login: login)] : [checker]
        }
    }

    private func candidates(for name: SignInName) -> [SignInRehearsal.Candidate] {
        let equalWork = SignInRehearsal.Candidate(source: .local, checkedBy: .local, reason: .equalWork)
        guard let source = name.onFile?.user.source else {
            return waysForNewcomers.map {
                SignInRehearsal.Candidate(source: $0.supplier.id, checkedBy: $0.checker.id, reason: .bringsPeople)
            } + [equalWork]
        }
        let candidate =
            switch way(for: source) {
            case .success(let way):
                SignInRehearsal.Candidate(source: source, checkedBy: way.checker.id, reason: .ownSource)
            case .failure(.notConfigured):
                SignInRehearsal.Candidate(source: source, checkedBy: nil, reason: .notConfigured)
            case .failure(.takesNoPasswords):
                SignInRehearsal.Candidate(source: source, checkedBy: nil, reason: .takesNoPasswords)
            }
        return source == .local ? [candidate] : [candidate, equalWork]
    }
}

extension SignInThrottle.Admission {
    fileprivate var seconds: Int? {
        if case .refused(let seconds) = self { seconds } else { nil }
    }
}

extension SignInName {
    fileprivate var names: [String] { onFile.map { [$0.user.login.display] } ?? [] }
}

extension SignInRehearsal.Answer {
    /// Whom a verified answer may be about.
    fileprivate var people: [PasswordTrial.Person] {
        guard let id = identity?.externalID else { return [] }
        return [source, checkedBy].map { PasswordTrial.Person(source: $0, externalID: id) }
    }
}

extension SignInVerdict {
    fileprivate var people: [PasswordTrial.Person] {
        guard case .verified(let identity?, let source, _) = self else { return [] }
        return [PasswordTrial.Person(source: source.id, externalID: identity.externalID)]
    }
}
