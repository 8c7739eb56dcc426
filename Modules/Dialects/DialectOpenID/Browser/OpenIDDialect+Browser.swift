import DialectKit
import FoundationEssentials
import HTTPCore
import IdentityCore
import IdentityServices

extension OpenIDDialect {
    func browserEndpoints(_ table: inout EndpointTable) {
        let prefix = table.prefix
        table.on(
            .get, "/realms/{realm}/protocol/openid-connect/auth", .open, "Sign in on a page, for a client",
            errors: .pages
        ) { (input: OpenIDInput, _) async throws(ServiceError) in
            OpenIDAnswer(try await BrowserSignIn(self, input, self.realm(input, at: prefix)).begin())
        }
        table.on(
            .post, "/realms/{realm}/login-actions/authenticate", .open, "The form of the sign-in page",
            errors: .pages
        ) { (input: OpenIDInput, _) async throws(ServiceError) in
            OpenIDAnswer(try await BrowserSignIn(self, input, self.realm(input, at: prefix)).authenticate())
        }
        table.on(
            .post, "/realms/{realm}/login-actions/required-action", .open, "The form of the password page",
            errors: .pages
        ) { (input: OpenIDInput, _) async throws(ServiceError) in
            OpenIDAnswer(try await BrowserSignIn(self, input, self.realm(input, at: prefix)).changePassword())
        }
        table.on(.get, "/realms/{realm}/login-pages/style.css", .open, "How the pages look", errors: .pages) {
            (_: OpenIDInput, _) async throws(ServiceError) in OpenIDAnswer(PageStyle.response)
        }
    }
}

/// A browser at our pages: its cookies, and whether it was another site that made it come.
struct BrowserVisit: Sendable {
    let dialect: OpenIDDialect
    let input: OpenIDInput
    let realm: Realm
    let cookies: Cookies

    init(_ dialect: OpenIDDialect, _ input: OpenIDInput, _ realm: Realm) {
        self.dialect = dialect
        self.input = input
        self.realm = realm
        cookies = Cookies(
            input.request, isSecure: input.request.isSecure || dialect.base.hasPrefix("https://"))
    }

    /// What the form carried; `nil` for one that is not ours, not this browser's, too old, or sent from another site.
    func fields(_ purpose: FormProof.Purpose) -> [String: String]? {
        guard let code = input.query.filled("session_code"), isFromHere else { return nil }
        return dialect.forms.fields(of: code, purpose, in: realm.name, cookie: cookies[.form])
    }

    static let notOurs = Pages.message(
        "This page has expired", "Go back to where you came from and start again.", status: 403)

    /// Who has signed in in this browser, to this realm; also with a password to choose.
    func caller() async throws(ServiceError) -> Caller? {
        guard let token = cookies[.session] else { return nil }
        do throws(ServiceError) {
            let caller = try await dialect.services.sessions.caller(presenting: Secret(token), from: input.origin)
            return caller.account?.user.organization == realm.organization ? caller : nil
        } catch {
            guard error == .unauthenticated else { throw error }
            return nil
        }
    }

    /// The cookie that new forms are bound to, and how it is set when it is new.
    func formCookie() -> (value: String, fields: [(name: String, value: String)]) {
        if let known = cookies[.form] { return (known, []) }
        let new = dialect.forms.newCookie()
        return (new, [cookies.set(.form, new)])
    }

    func action(
        _ path: String, _ purpose: FormProof.Purpose, cookie: String, fields: [(String, String)],
        query: [(String, String)] = []
    ) -> String {
        let code = dialect.forms.code(purpose, in: realm.name, cookie: cookie, fields: fields)
        let pairs = [("session_code", code)] + query
        return "\(realm.issuer)/\(path)?"
            + pairs.map { "\($0.0)=\(PercentCoding.encode(segment: $0.1))" }.joined(separator: "&")
    }

    /// Browsers name the site that sent a form (Fetch standard, Origin); other programs name none.
    private var isFromHere: Bool {
        let origins = input.request.fields.all("origin")
        guard let origin = origins.first, origins.count == 1 else { return origins.isEmpty }
        if WebOrigins.origin(of: dialect.base) == origin { return true }
        let scheme = input.request.isSecure ? "https" : "http"
        return input.request.fields[single: "host"].map { "\(scheme)://\($0)" == origin } ?? false
    }
}
