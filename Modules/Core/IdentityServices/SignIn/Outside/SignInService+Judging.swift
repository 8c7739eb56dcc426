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
