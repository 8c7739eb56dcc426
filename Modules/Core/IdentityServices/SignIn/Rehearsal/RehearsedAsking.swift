import IdentityCore

/// Asks for real, through a source's examiner where it has one, and remembers the answers.
actor RehearsedAsking: SignInAsking {
    private(set) var answers: [SignInRehearsal.Answer] = []

    func ask(_ way: SignInWay, _ attempt: PasswordAttempt) async throws(ServiceError) -> AuthenticationOutcome {
        let outcome: AuthenticationOutcome
        var steps: [SourceStep] = []
        if let examiner = way.checker.examiner {
            let report = await examiner.examine(ExaminedLogin(attempt.login, password: attempt.password))
            outcome = report.outcome
            steps = report.steps
        } else {
            outcome = try await way.authenticator.authenticate(attempt)
        }
        answers.append(SignInRehearsal.Answer(outcome, of: way, to: attempt.login, steps: steps))
        return outcome
    }

    /// Looks at the steps without the password: it was to go nowhere.
    func note(_ failure: SourceFailure, of way: SignInWay, to login: String) async {
        let steps = await way.checker.examiner?.examine(ExaminedLogin(login)).steps ?? []
        answers.append(SignInRehearsal.Answer(.failed(failure), of: way, to: login, steps: steps))
    }
}

extension SignInRehearsal.Answer {
    fileprivate init(_ outcome: AuthenticationOutcome, of way: SignInWay, to login: String, steps: [SourceStep]) {
        var refusal: SourceRefusal?, failure: SourceFailure?, identity: ExternalIdentity?
        switch outcome {
        case .verified(let person, _):
            verdict = .verified
            identity = person
        case .rejected(let reason):
            verdict = .rejected
            refusal = reason
        case .unknownSubject: verdict = .unknown
        case .failed(let found):
            failure = found
            verdict = SourceVerdict(found.kind)
        }
        source = way.supplier.id
        checkedBy = way.checker.id
        self.login = login
        self.refusal = refusal
        self.failure = failure
        self.identity = identity
        self.steps = steps
    }
}

extension SourceReport {
    fileprivate var outcome: AuthenticationOutcome {
        switch verdict {
        case .verified: identity.map { .verified($0) } ?? failed(.misconfigured)
        case .rejected: .rejected(refusal ?? .other)
        case .unknown: .unknownSubject
        case .usable, .ambiguous, .unavailable, .misconfigured: failed(verdict.failure ?? .misconfigured)
        }
    }

    private func failed(_ kind: SourceFailure.Kind) -> AuthenticationOutcome {
        let step = steps.last { $0.result == .failed } ?? steps.last
        return .failed(SourceFailure(kind, at: step?.name ?? .configuration, step?.words ?? ""))
    }
}
