import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

extension OpenIDDialect {
    func deviceEndpoints(_ table: inout EndpointTable) {
        let prefix = table.prefix, services = services
        table.on(.get, "/realms/{realm}/device", .open, "Let a device in", errors: .pages) {
            (input: OpenIDInput, _) async throws(ServiceError) in
            let realm = try await self.realm(input, at: prefix)
            return OpenIDAnswer(try await self.devicePage(BrowserVisit(self, input, realm)))
        }
        table.on(
            .post, "/realms/{realm}/login-actions/consent", .open, "The form that lets a device in", errors: .pages
        ) { (input: OpenIDInput, _) async throws(ServiceError) in
            let realm = try await self.realm(input, at: prefix), visit = BrowserVisit(self, input, realm)
            guard let code = visit.fields(.device)?["user_code"], let caller = try await visit.caller() else {
                return OpenIDAnswer(BrowserVisit.notOurs.response(in: realm))
            }
            let letIn = input.form.filled("accept") != nil && input.form.filled("cancel") == nil
            let isDone = try await services.tokens.decideDevice(
                code, letIn: letIn, in: realm.organization, as: caller)
            let page =
                isDone
                ? letIn
                    ? Pages.message("The device is in", "You can close this page.")
                    : Pages.message("The device was not let in", "You can close this page.")
                : Pages.message("Too late", "The code is not good any more; start again at the device.", status: 400)
            return OpenIDAnswer(page.response(in: realm))
        }
    }

    private func devicePage(_ visit: BrowserVisit) async throws(ServiceError) -> HTTPResponse {
        let realm = visit.realm
        let enter = { (problem: String?) in
            Pages.userCode(action: "\(realm.issuer)/device", problem: problem).response(in: realm)
        }
        guard let code = visit.input.query.filled("user_code"), code.utf8.count <= 64 else { return enter(nil) }
        guard let caller = try await visit.caller(), let user = caller.account?.user, user.requiredActions.isEmpty
        else {
            return BrowserSignIn(self, visit.input, realm).signInPage(
                SignInAim(device: code), login: "", problem: nil)
        }
        guard let waiting = try await services.tokens.waitingDevice(code, in: realm.organization, as: caller) else {
            return enter("Nothing waits under this code.")
        }
        let cookie = visit.formCookie()
        let action = visit.action(
            "login-actions/consent", .device, cookie: cookie.value, fields: [("user_code", code)])
        return Pages.device(
            action: action, client: waiting.client.name, userCode: code, user: user.login.display
        ).response(in: realm, fields: cookie.fields)
    }
}
