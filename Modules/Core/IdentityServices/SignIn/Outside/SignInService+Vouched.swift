import FoundationEssentials
import IdentityCore

/// Somebody for whom an issuer or a proxy vouches, with whom that is.
struct VouchedPerson: Sendable {
    let identity: ExternalIdentity
    let source: IdentitySource
    let answer: OutsideAnswer

    /// - Throws: `unauthenticated` for a proof that is not good; `unavailable` when the source could not judge it.
    init(_ answer: OutsideAnswer, of source: IdentitySource) throws(ServiceError) {
        switch answer.outcome {
        case .verified(let identity, _): self.identity = identity
        case .rejected, .unknownSubject: throw .unauthenticated
        case .failed: throw .unavailable(.source(source.id))
        }
        self.source = source
        self.answer = answer
    }

    var proof: OutsideProof {
        OutsideProof(source: source.id, goodUntil: answer.goodUntil, endsAt: answer.endsAt)
    }
}

extension SignInService {
    /// The account of whoever is vouched for, made or refreshed as the source's policy says. Nothing is written as long as
    /// the account is as the source says.
    /// - Throws: `unauthenticated` when this house does not let the person in; the audit says why, once a minute.
    func account(
        of person: VouchedPerson, from origin: RequestOrigin
    ) async throws(ServiceError) -> SignedInAccount {
        let now = hands.clock.now()
        switch try await storage.read(.point, { store in try sight(of: person, in: store, at: now) }) {
        case .account(let account): return account
        case .refused(let refusal, let user):
            try await note(refusal, of: person, user, at: now, from: origin)
            throw .unauthenticated
        case .differs: break
        }
        let newUser = UserID(hands.ids.uuid())
        let found = try await storage.write { store in
            try admit(person, newUser: newUser, in: store, at: now, from: origin)
        }
        switch found {
        case .account(let account): return account
        case .refused(let refusal, let user): try await note(refusal, of: person, user, at: now, from: origin)
        case .differs: break
        }
        throw .unauthenticated
    }

    private enum Sight: Sendable {
        case account(SignedInAccount)
        case refused(SignInRefusal, User?)
        /// Something has to be written first.
        case differs
    }

    private func sight(
        of person: VouchedPerson, in store: any StoreReading, at now: Date
    ) throws(ServiceError) -> Sight {
        let plan = try provisioning.plan(
            for: person.identity, of: person.source, newID: Provisioning.nobody,
            mayCreate: person.source.policy.createsOnFirstLogin, on: .signIn, in: store, at: now)
        switch plan {
        case .absent: return .refused(Self.noAccount(person.source.id), nil)
        case .noSeat: return .refused(Self.noSeat(person.source.id), nil)
        case .refused(let conflict): return .refused(Self.refusal(conflict, person.source.id), nil)
        case .change(let change):
            guard change.changesNothing else { return .differs }
            return try standing(of: change.after, vouchedFor: person, in: store, at: now)
        }
    }

    private func admit(
        _ person: VouchedPerson, newUser: UserID, in store: any StoreWriting, at now: Date, from origin: RequestOrigin
    ) throws(ServiceError) -> Sight {
        let source = person.source
        let admitted = try provisioning.admit(
            person.identity, of: source, newID: newUser, mayCreate: source.policy.createsOnFirstLogin, on: .signIn,
            in: store, as: Caller(.system, origin: origin), at: now)
        switch admitted {
        case .unchanged(let user), .created(let user), .refreshed(let user, _), .conflict(_, .some(let user)):
            return try standing(of: user, vouchedFor: person, in: store, at: now)
        case .conflict(let conflict, nil): return .refused(Self.refusal(conflict, source.id), nil)
        case .noSeat: return .refused(Self.noSeat(source.id), nil)
        case .absent: return .refused(Self.noAccount(source.id), nil)
        }
    }

    private func standing(
        of user: User, vouchedFor person: VouchedPerson, in store: any StoreReading, at now: Date
    ) throws(ServiceError) -> Sight {
        let credential = try store.passwords.find(of: user.id)
        if let refusal = try standing(of: user, verifiedWith: credential, in: store, at: now) {
            return .refused(refusal, user)
        }
        let account = try SignedInAccount.vouched(user.id, by: person.proof, in: store, at: now)
        return account.map(Sight.account) ?? .refused(Self.noAccount(person.source.id), user)
    }

    private func note(
        _ refusal: SignInRefusal, of person: VouchedPerson, _ user: User?, at now: Date, from origin: RequestOrigin
    ) async throws(ServiceError) {
        observer.signIn(refusal.outcome)
        guard await refusals.isNews(person.answer.digest, at: now) else { return }
        let object = user.map(AuditObject.user) ?? AuditObject(kind: .user, id: "", name: person.identity.login)
        let entry = Caller(.anonymous, origin: origin).entry(
            .signInRefused, on: object, at: now, in: user?.organization, outcome: .refused, detail: refusal.step)
        try await storage.write { store in try store.auditWrites.append(entry) }
    }
}
