import DialectKit
import FoundationEssentials
import HTTPCore
import IdentityCore
import IdentityServices

/// The way from the authorization endpoint over our pages back to the client. What is asked for travels in the address
/// of the forms, marked; it is checked again at each step.
struct BrowserSignIn: Sendable {
    private let visit: BrowserVisit
    private var services: Services { visit.dialect.services }
    private var realm: Realm { visit.realm }

    private static let wrong = "Login or password is not right."

    init(_ dialect: OpenIDDialect, _ input: OpenIDInput, _ realm: Realm) {
        visit = BrowserVisit(dialect, input, realm)
    }

    func begin() async throws(ServiceError) -> HTTPResponse {
        guard var parameters = AuthorizationParameters(visit.input.query) else {
            return page(Pages.message("This does not work", "A parameter stands there twice.", status: 400))
        }
        parameters.subject = try await visit.hintedSubject()
        let aim: SignInAim
        switch try await check(parameters) {
        case .allowed(let found): aim = found
        case .refused(let answer): return answer
        }
        let caller = try await visit.whoMayGoOn(parameters)
        if let caller, caller.account?.user.requiredActions.isEmpty ?? false {
            return try await finish(parameters, as: caller)
        }
        if parameters.prompts.contains("none") {
            let error =
                caller == nil
                ? OAuthError(400, "login_required", "Somebody has to sign in first")
                : OAuthError(400, "interaction_required", "The user has something to do first")
            return redirect(parameters, error)
        }
        return signInPage(aim, login: parameters["login_hint"] ?? "", problem: nil)
    }

    func authenticate() async throws(ServiceError) -> HTTPResponse {
        guard let fields = visit.fields(.signIn) else { return page(BrowserVisit.notOurs) }
        let form = visit.input.form, parameters = AuthorizationParameters(fields)
        let aim: SignInAim
        if let userCode = fields["user_code"] {
            aim = SignInAim(device: userCode)
        } else {
            switch try await check(parameters) {
            case .allowed(let found): aim = found
            case .refused(let answer): return answer
            }
        }
        let login = form.filled("username") ?? ""
        guard form.repeatedName == nil, let password = form.filled("password"),
            let issued = try await services.tokens.signIn(
                login: login, password: Secret(password), in: realm.organization, from: visit.input.origin)
        else { return signInPage(aim, login: login, problem: Self.wrong) }
        // Whoever was signed in here before is so no longer: nobody goes on under a session that others may know.
        if let earlier = try await visit.caller() { try? await services.sessions.signOut(as: earlier) }
        return try await goOn(parameters, userCode: fields["user_code"], with: issued)
    }

    func changePassword() async throws(ServiceError) -> HTTPResponse {
        guard let fields = visit.fields(.password), let caller = try await visit.caller(),
            let user = caller.account?.user
        else {
            return page(BrowserVisit.notOurs)
        }
        let form = visit.input.form, parameters = AuthorizationParameters(fields)
        func again(_ problem: String) -> HTTPResponse {
            passwordPage(parameters, of: user, userCode: fields["user_code"], problem: problem)
        }
        guard form.repeatedName == nil, let current = form.filled("password-current"),
            let new = form.filled("password-new")
        else { return again("Fill in all three fields.") }
        guard form.filled("password-confirm") == new else { return again("The new password was typed in two ways.") }
        do throws(ServiceError) {
            let issued = try await services.users.changeOwnPassword(
                from: Secret(current), to: Secret(new), as: caller)
            return try await goOn(parameters, userCode: fields["user_code"], with: issued)
        } catch {
            guard case .invalidInput(let problems) = error else { throw error }
            return again(problems.first?.message ?? Self.wrong)
        }
    }

    // MARK: - Steps

    private enum Checked {
        case allowed(SignInAim)
        case refused(HTTPResponse)
    }

    private func check(_ parameters: AuthorizationParameters) async throws(ServiceError) -> Checked {
        switch try await services.tokens.check(parameters.request(in: realm)) {
        case .unknownClient:
            return .refused(page(Pages.message("This does not work", "Client not found.", status: 400)))
        case .unknownRedirectURI:
            return .refused(
                page(Pages.message("This does not work", "Invalid parameter: redirect_uri", status: 400)))
        case .grantNotAllowed:
            return .refused(
                redirect(
                    parameters,
                    OAuthError(400, "unauthorized_client", "Client is not allowed to sign users in on a page")))
        case .offlineNotAllowed:
            return .refused(redirect(parameters, parameters.problem ?? OAuthError(.offlineNotAllowed)))
        case .challengeMissing:
            if let problem = parameters.problem { return .refused(redirect(parameters, problem)) }
            return .refused(
                redirect(parameters, OAuthError(400, "invalid_request", "Missing parameter: code_challenge_method")))
        case .allowed(let client):
            if let problem = parameters.problem { return .refused(redirect(parameters, problem)) }
            return .allowed(SignInAim(client, parameters))
        }
    }

    private func goOn(
        _ parameters: AuthorizationParameters, userCode: String?, with issued: IssuedSession
    ) async throws(ServiceError) -> HTTPResponse {
        let session = issued.token.reveal { visit.cookies.set(.session, $0) }
        guard issued.account.user.requiredActions.isEmpty else {
            var response = passwordPage(parameters, of: issued.account.user, userCode: userCode, problem: nil)
            response.fields.append(session)
            return response
        }
        var response: HTTPResponse
        if let userCode {
            let address = "\(realm.issuer)/device?user_code=\(PercentCoding.encode(segment: userCode))"
            response = HTTPResponse(status: 302, fields: [("Location", address), ("Cache-Control", "no-store")])
        } else {
            response = try await finish(parameters, as: Caller(.account(issued.account), origin: visit.input.origin))
        }
        response.fields += [session, visit.cookies.clear(.form)]
        return response
    }

    private func finish(
        _ parameters: AuthorizationParameters, as caller: Caller
    ) async throws(ServiceError) -> HTTPResponse {
        // The client goes on with whom it means, or with nobody (OpenID Connect Core section 3.1.2.1).
        if let subject = parameters.subject, subject != caller.userID?.description {
            return redirect(parameters, OAuthError(400, "login_required", "Somebody else has signed in"))
        }
        let (code, session) = try await services.tokens.code(for: parameters.request(in: realm), as: caller)
        let answer = [("session_state", session.description), ("iss", realm.issuer)]
        return code.reveal { sent(to: parameters.address(with: answer + [("code", $0)])) }
    }

    // MARK: - Answers

    func signInPage(_ aim: SignInAim, login: String, problem: String?) -> HTTPResponse {
        let cookie = visit.formCookie()
        let action = visit.action(
            "login-actions/authenticate", .signIn, cookie: cookie.value, fields: aim.fields, query: aim.query)
        return Pages.signIn(action: action, to: aim.name, login: login, problem: problem, target: aim.target)
            .response(in: realm, fields: cookie.fields)
    }

    private func passwordPage(
        _ parameters: AuthorizationParameters, of user: User, userCode: String?, problem: String?
    ) -> HTTPResponse {
        let cookie = visit.formCookie()
        let action = visit.action(
            "login-actions/required-action", .password, cookie: cookie.value,
            fields: userCode.map { [("user_code", $0)] } ?? parameters.pairs)
        return Pages.newPassword(
            action: action, login: user.login.display, problem: problem,
            target: parameters["redirect_uri"].flatMap(FormTarget.of)
        ).response(in: realm, fields: cookie.fields)
    }

    private func page(_ page: Page) -> HTTPResponse { page.response(in: realm) }

    private func redirect(_ parameters: AuthorizationParameters, _ error: OAuthError) -> HTTPResponse {
        let answer = [
            ("error", error.error), ("error_description", error.description ?? ""), ("iss", realm.issuer),
        ]
        return sent(to: parameters.address(with: answer))
    }

    private func sent(to address: String) -> HTTPResponse {
        HTTPResponse(
            status: 302,
            fields: [("Location", address), ("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer")])
    }
}

/// What somebody signs in to: a client, or a device that waits.
struct SignInAim: Sendable {
    let name: String
    /// What the form goes on with.
    let fields: [(String, String)]
    /// Shown in the address of the form.
    var query: [(String, String)] = []
    var target: String?

    init(device userCode: String) {
        name = "your device"
        fields = [("user_code", userCode)]
    }

    init(_ client: Client, _ parameters: AuthorizationParameters) {
        name = client.name
        fields = parameters.pairs
        query = [("client_id", client.id.rawValue)]
        target = parameters["redirect_uri"].flatMap(FormTarget.of)
    }
}
