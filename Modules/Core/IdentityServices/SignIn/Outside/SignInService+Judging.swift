import FoundationEssentials
import IdentityCore

extension SignInService {
    /// What a request may carry for the sources that believe proxies, in lower case; empty when there are none, and then
    /// nobody has to look.
    package var assertionFields: Set<String> {
        sources.reduce(into: []) { $0.formUnion($1.assertion?.fieldNames ?? []) }
    }

    var takesOutsideTokens: Bool { sources.contains { $0.token != nil } }

    /// Whose token it says it is.
    func judge(of token: Secret) -> (IdentitySource, any TokenAuthenticator)? {
        for source in sources {
            if let authenticator = source.token, authenticator.judges(token) { return (source, authenticator) }
        }
        return nil
    }

    /// What the source makes of a token. Where that is a question to somebody else, refusals are counted by address, and
    /// apart from sign-ins: they are guesses at nobody's password.
    /// - Throws: `limited` when there were too many; what is remembered is answered all the same.
    func answer(
        to token: Secret, by authenticator: any TokenAuthenticator, of source: IdentitySource,
        from origin: RequestOrigin
    ) async throws(ServiceError) -> OutsideAnswer {
        guard authenticator.asksAboutEachToken else { return try await authenticator.authenticate(token) }
        if let known = authenticator.remembered(token) { return known }
        let account = source.id.rawValue, address = origin.limitKey
        let admission = await inquiries.admit(account: account, address: address, at: hands.clock.now())
        if case .refused(let seconds) = admission { throw .limited(retryAfterSeconds: seconds) }
        let result: Result<OutsideAnswer, ServiceError>
        var settlement = SignInThrottle.Settlement.undecided
        do throws(ServiceError) {
            let answer = try await authenticator.authenticate(token)
            if case .rejected = answer.outcome { settlement = .failed }
            result = .success(answer)
        } catch { result = .failure(error) }
        await inquiries.settle(account: account, address: address, settlement, at: hands.clock.now())
        return try result.get()
    }

    /// The word of the first source that has one. Whatever stands in a request and is no good to any source is refused, not
    /// passed over.
    /// - Returns: `nil` when a trusted proxy names nobody.
    func answer(
        to assertion: PresentedAssertion
    ) async throws(ServiceError) -> (source: IdentitySource, answer: OutsideAnswer)? {
        var refused: (source: IdentitySource, answer: OutsideAnswer)?
        for source in sources {
            guard let authenticator = source.assertion,
                let answer = try await authenticator.authenticate(assertion)
            else { continue }
            if case .rejected = answer.outcome {
                refused = refused ?? (source, answer)
            } else {
                return (source, answer)
            }
        }
        return refused
    }
}
