import FoundationEssentials
package import IdentityCore

extension SessionService {
    /// Whether what a source vouched for still counts: one that was taken out of the configuration has no people left here.
    package func isConfigured(_ source: SourceID) -> Bool { signIn.sources.contains { $0.id == source } }

    /// Turns an outside issuer's token into a caller. Signature and issuer are not looked at again while nothing in the
    /// store has changed and the source's answer is good.
    /// - Returns: `nil` for a token of no issuer that is known here.
    func caller(
        presentingOutside token: Secret, from origin: RequestOrigin
    ) async throws(ServiceError) -> Caller? {
        guard signIn.takesOutsideTokens else { return nil }
        let now = hands.clock.now(), marker = try storage.changeMarker()
        for source in signIn.sources {
            guard let digest = source.token?.digest(of: token),
                let known = cache.proven(by: digest, asOf: marker), known.isGood(for: digest, at: now)
            else { continue }
            return await caller(known, from: origin, at: now)
        }
        guard let (source, authenticator) = signIn.judge(of: token) else { return nil }
        let answer = try await signIn.answer(to: token, by: authenticator, of: source, from: origin)
        return try await caller(source, answer, from: origin)
    }

    /// Turns the word of a trusted proxy into a caller.
    /// - Returns: nobody when the proxy names nobody.
    /// - Throws: `unauthenticated` when anything about it is not as it should be.
    package func caller(
        presenting assertion: PresentedAssertion, from origin: RequestOrigin
    ) async throws(ServiceError) -> Caller {
        guard let (source, answer) = try await signIn.answer(to: assertion) else {
            return Caller(.anonymous, origin: origin)
        }
        return try await caller(source, answer, from: origin)
    }

    private func caller(
        _ source: IdentitySource, _ answer: OutsideAnswer, from origin: RequestOrigin
    ) async throws(ServiceError) -> Caller {
        let person = try VouchedPerson(answer, of: source)
        let now = hands.clock.now()
        // Read before the account is: a change in between makes the remembered value stale, never fresh.
        let marker = try storage.changeMarker()
        if let known = cache.proven(by: answer.digest, asOf: marker), known.isGood(for: answer.digest, at: now) {
            return await caller(known, from: origin, at: now)
        }
        let proven = Proven.account(try await signIn.account(of: person, from: origin))
        cache.remember(proven, for: answer.digest, asOf: marker)
        return await caller(proven, from: origin, at: now)
    }

    private func caller(_ proven: Proven, from origin: RequestOrigin, at now: Date) async -> Caller {
        await noteUse(of: proven, at: now)
        return proven.caller(from: origin)
    }
}
