import IdentityCore

extension Caller {
    /// A key outlives what it is made with: a program that was handed a token of some minutes makes none out of it. The
    /// built-in clients are the user's own hands, and a service account is the program itself.
    func requireOwnHands() throws(ServiceError) {
        guard let token = account?.signedToken, token.session != nil, !Client.builtIn.contains(token.client) else {
            return
        }
        throw .unsupported("A key is not made with a token that was issued to a program; sign in to make one.")
    }

    /// A password opens the account for as long as it stands, and what is in it: nobody hands one out on behalf of somebody
    /// else, with a key that ends before, or with somebody else's key.
    func requireMayHandOutPasswords() throws(ServiceError) {
        try requireNoImpersonation()
        guard !grants.areWithheldInPart else {
            throw .unsupported("With a key that another than its owner was handed no passwords are set.")
        }
        guard keyExpiry == nil else {
            throw .unsupported("With a key that expires no passwords are set: they would outlive it.")
        }
    }

    /// A new password can be sent to a new address: with somebody else's key nobody gets at an account in this way either.
    func requireMayChangeAddresses() throws(ServiceError) {
        guard grants.areWithheldInPart else { return }
        throw .unsupported("With a key that another than its owner was handed no mail address is changed.")
    }
}
