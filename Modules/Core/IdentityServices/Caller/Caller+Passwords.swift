import IdentityCore

extension Caller {
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
