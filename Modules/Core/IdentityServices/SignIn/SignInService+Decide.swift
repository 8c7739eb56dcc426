import IdentityCore

extension SignInService {
    /// Asks the account's own source and no other one, or, for a name that is not on file, each source that brings
    /// people along.
    func decide(
        _ name: SignInName, password: Secret, asking: any SignInAsking = AuthenticatorAsking()
    ) async throws(ServiceError) -> SignInVerdict {
        guard let user = name.onFile?.user else {
            return try await decideNewcomer(name, password: password, asking: asking)
        }
        switch way(for: user.source) {
        case .success(let way):
            let verdict = try await self.ask(way, name, password: password, asking: asking)
            if case .unknown = verdict { return .gone(from: user.source) }
            return verdict
        case .failure(let obstacle):
            try await doLocalWork(name, password: password, asking: asking)
            return .closed(obstacle, user.source)
        }
    }

    /// A source that does not answer keeps nobody out whom another one verifies. The first that knows the name
    /// decides, and only when all answered.
    private func decideNewcomer(
        _ name: SignInName, password: Secret, asking: any SignInAsking
    ) async throws(ServiceError) -> SignInVerdict {
        var failed: (failure: SourceFailure, source: SourceID)?
        for way in waysForNewcomers {
            let verdict = try await self.ask(way, name, password: password, asking: asking)
            switch verdict {
            case .verified: return verdict
            case .unknown, .gone, .closed: continue
            case .failed(let failure, let source, _):
                // Who is meant by the name stays open then, whatever else was ambiguous.
                if failed == nil || failed?.failure.kind == .ambiguous { failed = (failure, source) }
            case .rejected, .paused:
                guard let failed else { return verdict }
                return .failed(failed.failure, source: failed.source, guessed: verdict.isGuess)
            }
        }
        if let failed { return .failed(failed.failure, source: failed.source) }
        try await doLocalWork(name, password: password, asking: asking)
        return .unknown
    }

    /// So that a name that leads nowhere costs the work of a wrong password.
    private func doLocalWork(
        _ name: SignInName, password: Secret, asking: any SignInAsking
    ) async throws(ServiceError) {
        guard case .success(let way) = way(for: .local) else { return }
        _ = try await asking.ask(way, PasswordAttempt(login: name.typed, password: password, onFile: name.onFile))
    }
}

extension SignInVerdict {
    fileprivate var isGuess: Bool {
        switch self {
        case .rejected(let refusal, _): refusal.isGuess
        case .paused: true
        case .verified, .unknown, .gone, .closed, .failed: false
        }
    }
}
