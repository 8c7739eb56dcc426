/// A place of the pool while a job has it, with the connections that are kept between jobs: one signed in as the
/// service, one over which users sign in.
package final class LDAPSeat {
    private let connector: LDAPConnector
    private let identity: LDAPServiceIdentity
    private let refusal: ServiceRefusal
    private let idleLimit: Duration
    private var service: LDAPConnection?
    private var user: LDAPConnection?
    private var isUserSignedIn = false

    init(
        _ connector: LDAPConnector, _ identity: LDAPServiceIdentity, _ refusal: ServiceRefusal, idleLimit: Duration
    ) {
        self.connector = connector
        self.identity = identity
        self.refusal = refusal
        self.idleLimit = idleLimit
    }

    func endJob() {
        isUserSignedIn = false
        if service?.isUsable == false { service = nil }
        if user?.isUsable == false { user = nil }
    }

    /// Runs `body` with a connection signed in as the service. When a kept connection turns out dead before it answered
    /// anything, `body` runs once more on a fresh one.
    package func asService<Result>(
        _ body: (LDAPConnection) throws(LDAPFailure) -> Result
    ) throws(LDAPFailure) -> Result {
        if let kept = service, isGood(kept) {
            let messages = kept.messages
            do throws(LDAPFailure) { return try use(kept, body) } catch {
                guard error.kind == .unreachable, !kept.isUsable, kept.messages == messages else { throw error }
            }
        }
        service = nil
        try refusal.refuseDuringPause()
        let fresh = try connector.open()
        try signIn(fresh)
        service = fresh
        return try use(fresh, body)
    }

    /// Asks whether that is the user's password. It is sent once: whether a password that got lost was counted against
    /// the user, nobody knows.
    package func bind(dn: String, password: some Collection<UInt8>) throws(LDAPFailure) -> LDAPBindAnswer {
        isUserSignedIn = false
        let connection = try userConnection()
        do throws(LDAPFailure) {
            let answer = try connection.bind(dn: dn, password: password)
            isUserSignedIn = answer.isSuccess
            return answer
        } catch { throw judged(error, connection) }
    }

    /// Runs `body` as the user whose password was right in this job.
    package func asUser<Result>(
        _ body: (LDAPConnection) throws(LDAPFailure) -> Result
    ) throws(LDAPFailure) -> Result {
        guard isUserSignedIn, let user else {
            throw LDAPFailure(.notSent, during: .bind, diagnostic: "no user has signed in")
        }
        do throws(LDAPFailure) { return try body(user) } catch { throw judged(error, user) }
    }

    private func userConnection() throws(LDAPFailure) -> LDAPConnection {
        if let user, isGood(user) { return user }
        user = nil
        let fresh = try connector.open()
        user = fresh
        return fresh
    }

    private func isGood(_ connection: LDAPConnection) -> Bool {
        connection.isStillOpen && connection.idleTime < idleLimit
    }

    private func use<Result>(
        _ connection: LDAPConnection, _ body: (LDAPConnection) throws(LDAPFailure) -> Result
    ) throws(LDAPFailure) -> Result {
        let binds = connection.binds
        // Whoever signed in as somebody else leaves no service connection behind.
        defer { if connection.binds != binds { service = nil } }
        do throws(LDAPFailure) { return try body(connection) } catch { throw judged(error, connection) }
    }

    private func signIn(_ connection: LDAPConnection) throws(LDAPFailure) {
        do throws(LDAPFailure) {
            let answer: LDAPBindAnswer
            switch identity {
            case .anonymous: answer = try connection.bindAnonymously()
            case .external: answer = try connection.bindExternal()
            case .simple(let dn, let password):
                var bytes = password()
                defer { bytes.wipe() }
                answer = try connection.bind(dn: dn, password: bytes)
            }
            guard case .refused(let code, let diagnostic, _) = answer else { return refusal.clear() }
            let failure = LDAPFailure(.answer(code), during: .serviceBind, diagnostic: diagnostic)
            if !code.meansUnavailable { refusal.note(failure) }
            throw failure
        } catch { throw judged(error.during(.serviceBind), connection) }
    }

    /// A server that does not answer in time is tried last from now on.
    private func judged(_ failure: LDAPFailure, _ connection: LDAPConnection) -> LDAPFailure {
        if failure.kind == .timedOut || failure.resultCode?.meansUnavailable == true {
            connector.distrust(connection.url)
        }
        return failure
    }
}
