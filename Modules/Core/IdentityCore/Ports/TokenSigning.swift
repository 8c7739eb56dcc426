package import FoundationEssentials

/// Makes signed tokens and recognises those that were made here.
package protocol TokenSigning: Sendable {
    /// Access and identity tokens are signed with the current signing key, for everybody to check; refresh and offline
    /// tokens under a key of the house's own, because nobody else reads them.
    /// - Throws: `limited` when too many are waiting to be signed; `unavailable(.storage)`.
    func sign(_ claims: TokenClaims) async throws(ServiceError) -> Secret
    /// Looks at signature, kind and time; not at issuer, audience, session, or whether the token was revoked.
    /// - Returns: `nil` for whatever is no good token of ours. Never says why.
    /// - Throws: only when it could not be found out.
    func verify(
        _ token: Secret, as kinds: Set<TokenClaims.Kind>, at moment: Date
    ) async throws(ServiceError) -> TokenClaims?
    /// The same for a token whose time may be over: to tell it from one that never was ours, and to end what it began.
    func recognise(_ token: Secret, as kinds: Set<TokenClaims.Kind>) async throws(ServiceError) -> TokenClaims?
    /// By which a token is remembered while it is good; not a digest that the store keeps.
    /// - Returns: `nil` for a text that can't be a signed token; found out without a look at any key.
    func digest(of token: Secret) -> TokenDigest?
    /// Every key whose tokens are still good, the current one first.
    func publicKeys() async throws(ServiceError) -> [PublicSigningKey]
}
