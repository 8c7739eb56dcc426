import FoundationEssentials
import IdentityCore

/// What else has to hold for a sign-in, beside the password and the account.
struct SignInTerms: Sendable {
    /// Whose users are let in; `nil` for everybody.
    var organization: OrganizationID?
    /// Whether somebody who has to choose a password first is let in, to do that.
    var admitsPasswordDue = true
    /// Seconds; `nil` for what is usual.
    var sessionLifetime: TimeInterval?

    /// Asked when the password was right and the account is open.
    func refusal(of user: User) -> SignInRefusal? {
        // As neutral as a wrong password: who belongs elsewhere is nobody here.
        if let organization, user.organization != organization {
            return SignInRefusal(outcome: .rejected, step: "other-organization", settlement: .failed)
        }
        guard !admitsPasswordDue, !user.requiredActions.isEmpty else { return nil }
        var refusal = SignInRefusal(outcome: .passwordExpired, step: "password-due", settlement: .undecided)
        refusal.obstacle = .passwordDue
        return refusal
    }
}

enum SignInAnswer<Result: Sendable>: Sendable {
    case opened(Result)
    case refused(SignInRefusal)
}
