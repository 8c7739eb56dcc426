package import IdentityCore

/// Everything that is kept with one account, as far as the caller may see it.
package struct AccountSheet: Sendable {
    package let entry: UserEntry
    package let documents: [DocumentName: String]
    /// Names and details, nothing in clear; empty for whoever may not keep any for the account.
    package let secrets: [SealedItem]
    package let credentials: [SealedItem]
}

/// What is to become of an account in one save; what is not named stays.
package struct AccountChange: Sendable {
    package var edit = EditUser()
    /// Good at once, and until it is changed.
    package var password: Secret?
    /// In the place of those on file.
    package var documents: [DocumentName: String] = [:]
    /// Documents that are stored only if they still are what the caller has read, `nil` for not there.
    package var expected: [DocumentName: String?] = [:]
    /// All that the account shall have of the kind from then on.
    package var secrets: [KeptItem]?
    package var credentials: [KeptItem]?

    package init() {}

    func items(_ purpose: SealBinding.Purpose) -> [KeptItem]? {
        switch purpose {
        case .userSecret: secrets
        case .connectionCredential: credentials
        // Kept by no account.
        case .clientSecret, .signingKey: nil
        }
    }
}

/// One of the secrets that an account shall have.
package struct KeptItem: Sendable {
    package var name: String
    /// `nil` keeps the one on file.
    package var secret: Secret?
    package var detail: String?

    package init(name: String, secret: Secret?, detail: String?) {
        self.name = name
        self.secret = secret
        self.detail = detail
    }
}
