import FoundationEssentials
import IdentityCore

/// A code that came by mail against a new password: the one way in for invitations and password resets.
struct CodeRedemption: Sendable {
    let users: UserService
    let mailing: Mailing
    let throttle: SignInThrottle

    /// Of many calls with one code, one takes it; whatever is wrong with a code, the answer is the same.
    /// - Throws: `invalidInput` naming `code` or `newPassword`; a weak password leaves the code good.
    func redeem(
        _ code: Secret, for purpose: OneTimeCode.Purpose, newPassword: Secret, from origin: RequestOrigin
    ) async throws(ServiceError) {
        let bucket = purpose.rawValue, address = origin.limitKey
        let admission = await throttle.admit(account: bucket, address: address, at: users.hands.clock.now())
        if case .refused(let seconds) = admission { throw .limited(retryAfterSeconds: seconds) }
        var settlement = SignInThrottle.Settlement.undecided
        let result: Result<Bool, ServiceError>
        do throws(ServiceError) {
            let isTaken = try await take(code, for: purpose, newPassword: newPassword, from: origin)
            settlement = isTaken ? .succeeded : .failed
            result = .success(isTaken)
        } catch {
            result = .failure(error)
        }
        await throttle.settle(account: bucket, address: address, settlement, at: users.hands.clock.now())
        guard try result.get() else {
            throw .invalidInput([
                FieldProblem("code", .unknown, "This code is not good, or not any more. Ask for a new one.")
            ])
        }
    }

    /// - Returns: `false` for a code that opens nothing.
    private func take(
        _ code: Secret, for purpose: OneTimeCode.Purpose, newPassword: Secret, from origin: RequestOrigin
    ) async throws(ServiceError) -> Bool {
        guard let digest = mailing.codes.digest(of: code) else { return false }
        let asked = users.hands.clock.now()
        let holder = try await users.storage.read(.point) { store -> User? in
            guard let found = try store.codes.find(digest, for: purpose), found.isGood(at: asked) else { return nil }
            return try store.users.find(.id(found.user))
        }
        guard let holder else { return false }
        if let problem = users.problem(
            inNew: newPassword, field: "newPassword", for: [holder.login.display, holder.email?.display])
        {
            throw .invalidInput([problem])
        }
        let hash = try await users.hasher.hash(users.hands.composed(newPassword))
        let now = users.hands.clock.now(), caller = Caller(.anonymous, origin: origin)
        return try await users.storage.write { store in
            guard let taken = try store.codeWrites.take(digest, for: purpose), taken.isGood(at: now),
                var user = try store.users.find(.id(taken.user))
            else { return false }
            if let obstacle = users.obstacle(toCodesFor: user, at: now) {
                try store.auditWrites.append(
                    caller.entry(
                        .passwordReset, on: .user(user), at: now, in: user.organization, outcome: .refused,
                        detail: obstacle.rawValue))
                return false
            }
            user.requiredActions.remove(.updatePassword)
            // Whoever reads the mail of an address has proved it to be theirs.
            user.isEmailVerified = true
            try users.renew(&user, to: hash, in: store, at: now)
            try store.auditWrites.append(
                caller.entry(
                    .passwordReset, on: .user(user), at: now, in: user.organization, detail: purpose.rawValue))
            try users.noteAcceptance(by: user, in: store, as: caller, at: now)
            return true
        }
    }
}
