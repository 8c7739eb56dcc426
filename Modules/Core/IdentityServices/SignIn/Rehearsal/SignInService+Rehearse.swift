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
        try await confirm(caller, mayTry: name)
        let limit = await throttle.state(account: bucket, address: caller.origin.limitKey, at: hands.clock.now())
        let address = "rehearsal \(caller.origin.limitKey)"
        if case .refused(let seconds) = await throttle.admit(account: bucket, address: address, at: hands.clock.now()) {
            throw .limited(retryAfterSeconds: seconds)
        }
        var settlement = SignInThrottle.Settlement.undecided
        let result: Result<SignInRehearsal, ServiceError>
        do throws(ServiceError) {
            let asking = RehearsedAsking()
            let verdict = try await decide(name, password: offered, asking: asking)
            settlement = verdict.refusal(onFile: name.onFile)?.settlement ?? .succeeded
            let ending = try await ending(verdict, of: name)
            result = .success(
                SignInRehearsal(
                    login: name.typed, limitedForSeconds: limit.seconds, onFile: name.onFile?.user,
                    ruleOf: name.ruleOf, candidates: candidates(for: name), answers: await asking.answers,
                    person: ending.person, session: ending.session,
                    outcome: ending.refusal?.outcome ?? .success, step: ending.refusal?.step ?? ending.remark,
                    told: ending.refusal?.answer))
        } catch {
            result = .failure(error)
        }
        await throttle.settle(account: bucket, address: address, settlement, at: hands.clock.now())
        return try result.get()
    }

    private func confirm(_ caller: Caller, mayTry name: SignInName) async throws(ServiceError) {
        let now = hands.clock.now()
        try await storage.read(.point) { store in
            let current = try caller.confirm(.manageSources, in: store, at: now)
            try current.requireOnServer(.manageSources)
            guard let user = name.onFile?.user else { return }
            try current.requireDominance(over: Authorization.grants(of: user, in: store))
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
