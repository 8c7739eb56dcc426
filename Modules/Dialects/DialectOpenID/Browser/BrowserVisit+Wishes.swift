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
        if input.query.filled("id_token_hint") != nil {
            guard parameters.subject == caller.userID?.description else { return nil }
        }
        return caller
    }

    /// Whom an `id_token_hint` tells of, however old it is; `nil` for one that is not of this realm.
    func hintedSubject() async throws(ServiceError) -> String? {
        guard let hint = input.query.filled("id_token_hint"),
            let meant = try await dialect.services.tokens.hint(Secret(hint)), meant.issuer == realm.issuer
        else { return nil }
        return meant.subject.description
    }
}
