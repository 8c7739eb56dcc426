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
            let verdict = try await ask(way, name, password: password, asking: asking)
            if case .unknown = verdict { return .gone(from: user.source) }
            return verdict
        case .failure(let obstacle): return .closed(obstacle, user.source)
        }
    }

    /// A source that does not answer keeps nobody out whom another one verifies. The first that knows the name
    /// decides, and only when all answered.
    private func decideNewcomer(
        _ name: SignInName, password: Secret, asking: any SignInAsking
    ) async throws(ServiceError) -> SignInVerdict {
        var failed: (failure: SourceFailure, source: SourceID)?, crowded: ServiceError?
        for way in waysForNewcomers {
            let verdict: SignInVerdict
            do throws(ServiceError) { verdict = try await ask(way, name, password: password, asking: asking) } catch {
                crowded = error
                failed = failed ?? (SourceFailure(.unavailable, at: .connect, "Too much waits."), way.checker.id)
                continue
            }
            switch verdict {
            case .verified: return verdict
            case .unknown, .gone, .closed: continue
            case .failed(let failure, let source, _):
                // Who is meant by the name stays open then, whatever is wrong with single entries.
                if failed?.failure.concernsOneName ?? true { failed = (failure, source) }
            case .rejected, .paused:
                if let failed { return .failed(failed.failure, source: failed.source, guessed: verdict.isGuess) }
                return verdict
            }
        }
        if let crowded { throw crowded }
        return failed.map { .failed($0.failure, source: $0.source) } ?? .unknown
    }

    /// So that a name that leads nowhere, one of an outside source and one of this house cost the same work of ours.
    func evenOut(_ verdict: SignInVerdict, _ name: SignInName, password: Secret) async throws(ServiceError) {
        guard verdict.isWithoutLocalWork, case .success(let way) = way(for: .local) else { return }
        _ = try await way.authenticator.authenticate(
            PasswordAttempt(login: name.typed, password: password, onFile: name.onFile))
    }
}

extension SignInVerdict {
    fileprivate var isGuess: Bool {
        switch self {
        case .rejected(let refusal, _, _): refusal.isGuess
        case .paused: true
        case .verified, .unknown, .gone, .closed, .failed: false
        }
    }

    fileprivate var isWithoutLocalWork: Bool {
        switch self {
        case .verified: false
        case .failed(let failure, _, _): failure.concernsOneName
        case .rejected(_, let source, _): !source.keepsPasswordsHere
        case .unknown, .gone, .paused, .closed: true
        }
    }
}
