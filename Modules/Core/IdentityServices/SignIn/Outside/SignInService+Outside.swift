import FoundationEssentials
package import IdentityCore

extension SignInService {
    /// Opens a session for whoever a trusted proxy vouches for: once for a login page, and not with each request.
    /// - Throws: `unauthenticated` when the proxy names nobody, is not trusted, or this house does not let the person in;
    ///   `limited` when too much was refused; `unavailable` when the source or the store does not answer.
    package func signIn(
        assertion: PresentedAssertion, from origin: RequestOrigin
    ) async throws(ServiceError) -> IssuedSession {
        try await limited(from: origin) { () async throws(ServiceError) in
            guard let (source, answer) = try await answer(to: assertion) else { throw .unauthenticated }
            return try await open(for: VouchedPerson(answer, of: source), from: origin)
        }
    }

    /// Opens a session for the subject of an outside issuer's token. It ends with the token at the latest.
    /// - Throws: as for an assertion.
    package func signIn(token: Secret, from origin: RequestOrigin) async throws(ServiceError) -> IssuedSession {
        try await limited(from: origin) { () async throws(ServiceError) in
            guard let (source, authenticator) = judge(of: token) else { throw .unauthenticated }
            let answer = try await answer(to: token, by: authenticator, of: source, from: origin)
            return try await open(for: VouchedPerson(answer, of: source), from: origin)
        }
    }

    /// What is refused counts for the address alone: it is no guess at anybody's password.
    private func limited(
        from origin: RequestOrigin, _ body: () async throws(ServiceError) -> IssuedSession
    ) async throws(ServiceError) -> IssuedSession {
        let bucket = "vouched", address = origin.limitKey
        if case .refused(let seconds) = await throttle.admit(account: bucket, address: address, at: hands.clock.now()) {
            observer.signIn(.throttled)
            throw .limited(retryAfterSeconds: seconds)
        }
        let result: Result<IssuedSession, ServiceError>
        var settlement = SignInThrottle.Settlement.undecided
        do throws(ServiceError) {
            result = .success(try await body())
            settlement = .succeeded
            observer.signIn(.success)
        } catch {
            if error == .unauthenticated { settlement = .refused }
            result = .failure(error)
        }
        await throttle.settle(account: bucket, address: address, settlement, at: hands.clock.now())
        return try result.get()
    }

    private func open(
        for person: VouchedPerson, from origin: RequestOrigin
    ) async throws(ServiceError) -> IssuedSession {
        let account = try await account(of: person, from: origin)
        let (token, digest) = tokens.mint()
        let now = hands.clock.now(), longest = now.addingTimeInterval(sessionLifetime)
        let opening = SessionOpening(
            id: SessionID(hands.ids.uuid()), token: token, digest: digest, at: now,
            expiresAt: person.answer.endsAt.map { min($0, longest) } ?? longest, origin: origin)
        return try await storage.write { store in
            // The account may have been closed since it was looked at.
            guard
                var user = try SignedInAccount.vouched(account.user.id, by: person.proof, in: store, at: now)?.user
            else { throw ServiceError.unauthenticated }
            user.lastLoginAt = now
            user.lastActivityAt = now
            try store.userWrites.replace(user)
            return try opening.open(for: user, remark: "vouched for by \(person.source.id)", in: store)
        }
    }
}
