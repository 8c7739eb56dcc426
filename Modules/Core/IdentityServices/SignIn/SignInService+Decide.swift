import IdentityCore

extension SignInService {
    /// What the sources said, before the store had its say.
    enum Verdict: Sendable {
        case verified(ExternalIdentity, source: IdentitySource, rehashed: PasswordHash?)
        case rejected(SourceRefusal, source: IdentitySource)
        case unknown
        case failed(SourceFailure, source: IdentitySource)
    }

    /// Asks the account's own source, or, for a name that is not on file, each source that brings people along. The
    /// local source is asked last in any case, so that an unknown name costs the work of a wrong password.
    func decide(
        login: String, password: Secret, onFile: AccountOnFile?
    ) async throws(ServiceError) -> Verdict {
        let attempt = PasswordAttempt(login: login, password: password, onFile: onFile)
        for source in candidates(for: onFile) {
            guard let authenticator = source.password else { continue }
            switch try await authenticator.authenticate(attempt) {
            case .verified(let identity, let rehashed):
                return .verified(identity, source: source, rehashed: rehashed)
            case .rejected(let refusal): return .rejected(refusal, source: source)
            case .unknownSubject: continue
            case .failed(let failure): return .failed(failure, source: source)
            }
        }
        return .unknown
    }

    private func candidates(for onFile: AccountOnFile?) -> [IdentitySource] {
        let local = sources.filter { $0.id == .local }
        guard let user = onFile?.user else {
            return sources.filter { $0.policy.createsOnFirstLogin && $0.id != .local } + local
        }
        // An account whose source is gone or takes no password: the local source does the same work and says unknown.
        let own = sources.filter { $0.id == user.source && $0.password != nil }
        return own.isEmpty ? local : own
    }
}
