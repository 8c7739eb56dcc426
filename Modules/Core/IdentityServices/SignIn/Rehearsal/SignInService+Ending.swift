import FoundationEssentials
import IdentityCore

/// How a sign-in would end in the store.
struct RehearsedEnding: Sendable {
    var refusal: SignInRefusal?
    /// What the audit would say beside the session.
    var remark: String?
    var person: SignInRehearsal.Person?
    var session: Entitlements?
}

extension SignInService {
    /// What `record` would do, from a read.
    func ending(_ verdict: SignInVerdict, of name: SignInName) async throws(ServiceError) -> RehearsedEnding {
        let now = hands.clock.now(), newUser = UserID(hands.ids.uuid())
        return try await storage.read(.scan) { store in
            guard case .verified(let identity, let source, _) = verdict else {
                return RehearsedEnding(refusal: try refusal(of: verdict, name, in: store, at: now))
            }
            if let identity, let refusal = try otherAccount(identity, source, name, in: store) {
                return RehearsedEnding(refusal: refusal)
            }
            let plan = try plan(identity, of: source, name, newUser: newUser, in: store, at: now)
            var ending = RehearsedEnding(person: SignInRehearsal.Person(plan))
            switch plan {
            case .absent: ending.refusal = Self.noAccount(source.id)
            case .noSeat: ending.refusal = Self.noSeat(source.id)
            case .refused(let conflict): ending.refusal = Self.refusal(conflict, source.id)
            case .change(let change):
                ending.remark = change.conflict.map { Self.refusal($0, source.id).step }
                ending.refusal = try standing(
                    of: change.after, verifiedWith: name.onFile?.password, in: store, at: now)
                if ending.refusal == nil { ending.session = try provisioning.entitlements(after: change, in: store) }
            }
            return ending
        }
    }

    private func plan(
        _ identity: ExternalIdentity?, of source: IdentitySource, _ name: SignInName, newUser: UserID,
        in store: any StoreReading, at now: Date
    ) throws(ServiceError) -> ProvisioningPlan {
        if let identity {
            return try provisioning.plan(
                for: identity, of: source, newID: newUser, mayCreate: source.policy.createsOnFirstLogin, on: .signIn,
                in: store, at: now)
        }
        guard let id = name.onFile?.user.id, let user = try store.users.find(.id(id)) else { return .absent }
        return .change(ProvisionedUser(before: user, after: user))
    }
}

extension SignInRehearsal.Person {
    fileprivate init(_ plan: ProvisioningPlan) {
        var conflict: SyncConflict?, made: ProvisionedUser?
        switch plan {
        case .absent: change = .noAccount
        case .noSeat: change = .noSeat
        case .refused(let found):
            change = .refused
            conflict = found
        case .change(let found):
            change = found.isNew ? .created : found.changesNothing ? .unchanged : .refreshed
            conflict = found.conflict
            made = found
        }
        user = made?.after
        fields = made?.changedFields ?? []
        joins = made?.joins ?? []
        leaves = made?.leaves ?? []
        self.conflict = conflict
    }
}
