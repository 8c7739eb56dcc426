import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

/// The pages, as far as they differ. In each form `action` comes before `method`: clients look for it there.
enum Pages {
    /// - Parameters:
    ///   - client: what the user signs in to.
    ///   - login: as it was typed before.
    static func signIn(
        action: String, to client: String, login: String, problem: String?, target: String?
    ) -> Page {
        Page(
            title: "Sign in",
            body: """
                <p class="quiet">to go on to \(HTML.text(client))</p>
                \(alarm(problem))
                <form id="kc-form-login" action="\(HTML.text(action))" method="post">
                <label for="username">Login or e-mail</label>
                <input id="username" name="username" type="text" value="\(HTML.text(login))" autocomplete="username" \
                autocapitalize="none" spellcheck="false" required\(login.isEmpty ? " autofocus" : "")>
                <label for="password">Password</label>
                <input id="password" name="password" type="password" autocomplete="current-password" \
                required\(login.isEmpty ? "" : " autofocus")>
                <button name="login" type="submit" value="sign-in">Sign in</button>
                </form>
                """, formTarget: target)
    }

    /// - Parameter login: of whoever chooses; for password managers, which keep the new password under it.
    static func newPassword(action: String, login: String, problem: String?, target: String?) -> Page {
        Page(
            title: "Choose a new password",
            body: """
                <p class="quiet">The password you came with was given to you. Choose one that only you know.</p>
                \(alarm(problem))
                <form id="kc-passwd-update-form" action="\(HTML.text(action))" method="post">
                <input name="username" type="text" value="\(HTML.text(login))" autocomplete="username" hidden>
                <label for="password-current">Current password</label>
                <input id="password-current" name="password-current" type="password" \
                autocomplete="current-password" required autofocus>
                <label for="password-new">New password</label>
                <input id="password-new" name="password-new" type="password" autocomplete="new-password" required>
                <label for="password-confirm">New password, once more</label>
                <input id="password-confirm" name="password-confirm" type="password" autocomplete="new-password" \
                required>
                <button type="submit">Save and go on</button>
                </form>
                """, formTarget: target)
    }

    static func userCode(action: String, problem: String?) -> Page {
        Page(
            title: "Connect a device",
            body: """
                <p class="quiet">Enter the code that the device shows.</p>
                \(alarm(problem))
                <form id="kc-user-verify-device-user-code-form" action="\(HTML.text(action))" method="get">
                <label for="user_code">Code</label>
                <input id="user_code" name="user_code" type="text" autocomplete="off" autocapitalize="characters" \
                spellcheck="false" required autofocus>
                <button type="submit">Go on</button>
                </form>
                """)
    }

    static func device(action: String, client: String, userCode: String, user: String) -> Page {
        Page(
            title: "Let the device in?",
            body: """
                <p>A device that shows the code <code>\(HTML.text(userCode))</code> wants to use \
                <strong>\(HTML.text(client))</strong> as you, \(HTML.text(user)).</p>
                <p class="quiet">Go on only if you have started this yourself, just now.</p>
                <form id="kc-oauth-consent" action="\(HTML.text(action))" method="post">
                <button name="accept" type="submit" value="yes">Let it in</button>
                <button class="second" name="cancel" type="submit" value="no">No</button>
                </form>
                """)
    }

    static func logout(action: String) -> Page {
        Page(
            title: "Sign out?",
            body: """
                <p class="quiet">This ends your session for every program that you have signed in to here.</p>
                <form id="kc-logout-confirm" action="\(HTML.text(action))" method="post">
                <button name="confirmLogout" type="submit" value="yes">Sign out</button>
                </form>
                """)
    }

    static let signedOut = message("You are signed out", "You can close this page.")

    static func message(_ title: String, _ sentence: String, status: Int = 200) -> Page {
        Page(title: title, body: "<p>\(HTML.text(sentence))</p>", status: status)
    }

    private static func alarm(_ problem: String?) -> String {
        problem.map { "<p class=\"alarm\" role=\"alert\">\(HTML.text($0))</p>" } ?? ""
    }
}

extension ErrorStyle {
    /// For endpoints that people look at.
    static let pages = ErrorStyle(
        service: { error, request in
            let failure = PageFailure(error)
            var response = Pages.message(failure.title, failure.sentence, status: failure.status)
                .response(in: .none(for: request))
            if case .limited(let seconds) = error { response.fields.append(("Retry-After", "\(seconds)")) }
            return response
        },
        transport: { _, request in
            Pages.message("This does not work", "The request can't be read.", status: 403)
                .response(in: .none(for: request))
        })
}

private struct PageFailure {
    let status: Int
    let title: String
    let sentence: String

    init(_ error: ServiceError) {
        switch error {
        case .notFound: (status, title, sentence) = (404, "Not found", "There is nothing at this address.")
        case .limited: (status, title, sentence) = (429, "Please wait", "There were too many attempts.")
        case .unavailable:
            (status, title, sentence) = (503, "Please try again", "Something this needs does not answer.")
        case .internalFailure(let incident):
            (status, title, sentence) = (500, "Something went wrong", "Incident \(incident).")
        case .unauthenticated, .forbidden: (status, title, sentence) = (403, "Not allowed", "Sign in first.")
        case .invalidInput, .alreadyExists, .conflict, .unsupported:
            (status, title, sentence) = (400, "This does not work", "The request can't be read.")
        }
    }
}

extension Realm {
    /// For pages that say only that something is wrong: the style sheet is the same in every realm.
    fileprivate static func none(for request: HTTPRequest) -> Realm {
        let realm = PercentCoding.encode(segment: request.pathParameters.first ?? "")
        return Realm(organization: .standard, name: "", base: "", path: "/realms/\(realm)")
    }
}
