import DialectKit
import FoundationEssentials
import HTTPCore
import IdentityCore
import IdentityServices

extension BrowserVisit {
    /// Who has signed in in this browser, unless the client wants them to do so anew (OpenID Connect Core section
    /// 3.1.2.1).
    func whoMayGoOn(_ parameters: AuthorizationParameters) async throws(ServiceError) -> Caller? {
        guard parameters.prompts.isDisjoint(with: ["login", "select_account"]), let caller = try await caller(),
            let session = caller.account?.session
        else { return nil }
        if let age = parameters.maximumAge {
            // None at all is a wish for a new proof, however fast the browser came back.
            let gone = dialect.services.clock.now().timeIntervalSince(session.createdAt)
            guard age > 0, gone <= TimeInterval(age) else { return nil }
        }
        if let hint = input.query.filled("id_token_hint") {
            let meant = try await dialect.services.tokens.hint(Secret(hint))
            guard meant?.issuer == realm.issuer, meant?.subject == caller.userID else { return nil }
        }
        return caller
    }
}
