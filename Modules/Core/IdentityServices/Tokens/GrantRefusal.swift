/// Why a client gets no tokens. An answer, like a wrong password; how it reads is a dialect's business.
package enum GrantRefusal: Hashable, Sendable {
    // The client
    case unknownClient
    case wrongClientSecret
    /// The client is not allowed this way of coming by tokens.
    case grantNotAllowed
    /// A public client has nothing to prove itself with.
    case publicClient
    /// More was asked for than was granted.
    case scopeTooWide
    /// The client may not go on while the user is away.
    case offlineNotAllowed
    // The user
    /// Also for whoever is unknown, locked or of another realm.
    case wrongCredentials
    /// The three that follow only after a right password, or proof of an earlier one.
    case accountClosed
    case passwordDue
    // Refresh tokens
    case notARefreshToken
    case tokenEnded
    case sessionEnded
    // Codes
    case unknownCode
    case wrongRedirectURI
    case verifierMissing
    case verifierWrong
    // Devices
    case devicePending
    case polledTooSoon
    case deviceExpired
    case deviceDenied
    case unknownDevice
    // Exchange
    case subjectTokenNotGood
    case unknownAudience
    /// Also for a user who is unknown, so that nobody is found by asking.
    case exchangeNotAllowed
}

package enum GrantOutcome: Sendable {
    case granted(GrantedTokens)
    case refused(GrantRefusal)
}
