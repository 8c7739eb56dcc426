import IdentityCore

extension Caller {
    /// Whoever acts as the user in this one request, under their own name again: for what nobody does under another's, and
    /// an administrator may do for the user. `nil` where nobody acts as another, and in a session as another user, whose
    /// proof is no longer the administrator's own.
    package var impersonator: Caller? {
        guard let actor = account?.impersonator, actor.session?.impersonation == nil else { return nil }
        return Caller(.account(actor), origin: origin)
    }
}
