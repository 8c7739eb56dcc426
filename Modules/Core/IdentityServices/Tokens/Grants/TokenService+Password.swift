package import IdentityCore

extension TokenService {
    /// Tokens for a login and its password (RFC 6749 section 4.3), with a session of their own. The attempt is counted,
    /// recorded and decided like every sign-in.
    /// - Throws: as `SignInService.signIn`, but for refusals.
    package func grant(
        login: String, password: Secret, scopes: [String], to proof: ClientProof, as shape: any TokenShaping
    ) async throws(ServiceError) -> GrantOutcome {
        let client: Client
        switch try await self.client(proof, for: .password) {
        case .success(let found): client = found
        case .failure(let refusal): return .refused(refusal.refusal)
        }
        let isOffline = scopes.contains(shape.offlineScope), ids = GrantIDs(hands)
        guard !isOffline || client.settings.allowsOffline else { return .refused(.offlineNotAllowed) }
        let terms = SignInTerms(
            organization: proof.realm, admitsPasswordDue: false,
            sessionLifetime: isOffline ? lifetimes.offline : nil)
        let answer: SignInAnswer<GrantDecision>
        do throws(ServiceError) {
            answer = try await signIn.signIn(login: login, password: password, on: terms, from: proof.origin) {
                issued, store throws(ServiceError) in
                guard let client = try confirmed(client, for: .password, in: store),
                    !isOffline || client.settings.allowsOffline
                else { throw .unauthenticated }
                return try decide(
                    issued.account, issued.session, client, scopes: scopes, isOffline: isOffline, ids: ids,
                    for: proof, in: store)
            }
        } catch {
            // What no login or password can be, is a wrong one.
            if case .invalidInput = error { return .refused(.wrongCredentials) }
            if error == .unauthenticated { return .refused(.unknownClient) }
            throw error
        }
        switch answer {
        case .opened(let decision): return .granted(try await issue(decision, shape))
        case .refused(let refusal): return .refused(try refusal.asGrantRefusal())
        }
    }
}

extension SignInRefusal {
    /// - Throws: when the source could not be asked.
    func asGrantRefusal() throws(ServiceError) -> GrantRefusal {
        switch obstacle {
        case .closed: return .accountClosed
        case .passwordDue: return .passwordDue
        case nil: break
        }
        switch answer {
        case .unauthenticated: return .wrongCredentials
        case .forbidden(.passwordExpiredAtSource): return .passwordDue
        default: throw answer
        }
    }
}
