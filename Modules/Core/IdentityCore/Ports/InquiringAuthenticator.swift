/// Judges tokens by asking the issuer about each (RFC 7662). Forged ones cost a question, too: who shows too many from one
/// address is no longer asked for, while others are.
package protocol InquiringAuthenticator: TokenAuthenticator {
    /// Whether a token that was not seen before makes the issuer be asked.
    var asksAboutEachToken: Bool { get }
    /// What is remembered of a token, good or not; asks nobody.
    func remembered(_ token: Secret) -> OutsideAnswer?
}
