import FoundationEssentials
package import IdentityCore

/// A session just opened, with the only copy of its token.
package struct IssuedSession: Sendable {
    package let token: Secret
    package let session: Session
    package let account: SignedInAccount

    /// How long the token is good, in whole seconds (RFC 6749 section 5.1, `expires_in`).
    package var lifetimeSeconds: Int { Int(session.expiresAt.timeIntervalSince(session.createdAt)) }
}

/// Signs users in with a password, whatever source they belong to.
///
/// The user always sees one neutral refusal (`unauthenticated`); the step that decided stands in the audit.
package struct SignInService: Sendable {
    let storage: any Storage
    let sources: [IdentitySource]
    let tokens: any SessionTokenMaking
    let throttle: SignInThrottle
    let limits: SignInLimits
    let sessionLifetime: TimeInterval
    /// Users who may be enabled at once; `nil` for any number.
    let seats: Int?
    let hands: ServiceHands
    let observer: any ServiceObserver
    let pauses: SourcePauses
    let refusals = RefusalMemory()
    /// Questions to issuers about tokens that turned out to be no good.
    let inquiries: SignInThrottle

    var trial: PasswordTrial {
        PasswordTrial(storage: storage, sources: sources, throttle: throttle, hands: hands)
    }
    var provisioning: Provisioning { Provisioning(hands: hands, seats: seats) }

    init(
        storage: any Storage, sources: [IdentitySource], tokens: any SessionTokenMaking, throttle: SignInThrottle,
        pauses: SourcePauses, limits: SignInLimits, sessionLifetime: TimeInterval, seats: Int? = nil,
        hands: ServiceHands, observer: any ServiceObserver
    ) {
        self.storage = storage
        self.sources = sources
        self.tokens = tokens
        self.throttle = throttle
        self.pauses = pauses
        self.limits = limits
        var inquiries = limits
        inquiries.failuresPerAccountAndAddress = limits.failuresPerAddress
        self.inquiries = SignInThrottle(inquiries)
        self.sessionLifetime = sessionLifetime
        self.seats = seats
        self.hands = hands
        self.observer = observer
    }

    /// Opens a session: throttle, one read, the source decides, one write.
    /// - Parameter login: a login name or an e-mail address.
    /// - Throws: `unauthenticated` for every wrong proof; `forbidden(.passwordExpiredAtSource)` for a right one that the
    ///   source wants renewed; `limited` when there were too many; `invalidInput` for what no password can be;
    ///   `unavailable` when the source or the store does not answer.
    package func signIn(
        login: String, password: Secret, from origin: RequestOrigin
    ) async throws(ServiceError) -> IssuedSession {
        let answer = try await signIn(login: login, password: password, on: SignInTerms(), from: origin) { issued, _ in
            issued
        }
        switch answer {
        case .opened(let issued): return issued
        case .refused(let refusal): throw refusal.answer
        }
    }

    /// - Parameter opened: goes on in the transaction that opened the session; what it throws leaves no session.
    /// - Throws: as the other one, but for refusals, which are an answer here.
    func signIn<Result: Sendable>(
        login: String, password: Secret, on terms: SignInTerms, from origin: RequestOrigin,
        opened: @escaping @Sendable (IssuedSession, any StoreWriting) throws(ServiceError) -> Result
    ) async throws(ServiceError) -> SignInAnswer<Result> {
        let offered = try offeredPassword(password)
        let name = try await self.name(checkedLogin(login))
        let bucket = name.bucket(using: hands.text)
        if case .refused(let seconds) = await throttle.admit(
            account: bucket, address: origin.limitKey, at: hands.clock.now())
        {
            observer.signIn(.throttled)
            throw .limited(retryAfterSeconds: seconds)
        }
        var settlement = SignInThrottle.Settlement.undecided
        let result: Swift.Result<SignInAnswer<Result>, ServiceError>
        do throws(ServiceError) {
            let verdict = try await decide(name, password: offered)
            try await evenOut(verdict, name, password: offered)
            let answer = try await record(verdict, of: name, on: terms, from: origin, opened: opened)
            switch answer {
            case .opened:
                settlement = .succeeded
                observer.signIn(.success)
            case .refused(let refusal):
                settlement = refusal.settlement
                observer.signIn(refusal.outcome)
            }
            result = .success(answer)
        } catch {
            if case .limited = error { observer.signIn(.throttled) } else { observer.signIn(.unavailable) }
            result = .failure(error)
        }
        await throttle.settle(account: bucket, address: origin.limitKey, settlement, at: hands.clock.now())
        return try result.get()
    }

    /// Spaces around a login are no part of it: nobody's name begins or ends with one.
    func checkedLogin(_ raw: String) throws(ServiceError) -> String {
        let login = raw.withoutOuterSpaces
        guard raw.utf8.count <= NameRules.maximumBytes, !login.isEmpty else {
            throw .invalidInput([FieldProblem("login", login.isEmpty ? .missing : .outOfRange, "That is no login.")])
        }
        return login
    }

    func offeredPassword(_ password: Secret) throws(ServiceError) -> Secret {
        if let problem = password.reveal({ PasswordPolicy.problem(inOffered: $0, field: "password") }) {
            throw .invalidInput([problem])
        }
        return hands.composed(password)
    }
}
