import JSONText
import Testing

/// What a browser does at the pages, step by step, so that a test can do any of them wrong.
struct PageVisitor {
    let house: Gatehouse
    /// By their names; as they are sent with each request.
    var cookies: [String: String] = [:]
    /// Where the last form leads: path and query.
    private(set) var action = ""

    private static let session = "gatehouse-session"

    /// The cookie of the session under either name.
    var session: String? { cookies[Self.session] ?? cookies["__Host-\(Self.session)"] }

    /// A client whose users sign in on the page.
    static func makeClient(in house: Gatehouse, _ admin: Person) async throws {
        let made = try await house.post(
            "clients", admin,
            [
                "id": "web", "public": true, "redirectUris": ["http://127.0.0.1:9/callback"],
                "grants": ["authorization-code"],
            ])
        #expect(made.status == 201, "\(made.text)")
    }

    /// - Parameter more: further parameters, each led by `&`.
    @discardableResult
    mutating func begin(_ more: String = "") async throws -> Answer {
        // The challenge of RFC 7636, appendix B.
        let query =
            "client_id=web&response_type=code&redirect_uri=\(escaped("http://127.0.0.1:9/callback"))"
            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256\(more)"
        return try await visit(Request("GET", "/realms/master/protocol/openid-connect/auth?\(query)", fields: field))
    }

    /// - Parameter query: led by `?`.
    @discardableResult
    mutating func openSignOut(_ query: String = "") async throws -> Answer {
        try await visit(Request("GET", "/realms/master/protocol/openid-connect/logout\(query)", fields: field))
    }

    /// What the client makes of the code that it was sent.
    func identityToken(_ answer: Answer) async throws -> String {
        let location = try #require(answer.field("Location"))
        let code = try #require(location.firstRange(of: "&code=")).upperBound
        let granted = try await house.openID(
            "token",
            [
                "grant_type": "authorization_code", "client_id": "web", "redirect_uri": "http://127.0.0.1:9/callback",
                "code": String(location[code...].prefix { $0 != "&" }),
                "code_verifier": "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
            ])
        return try #require(granted.string("id_token"), "\(granted.text)")
    }

    /// Sends a form to where the last page's leads.
    @discardableResult
    mutating func send(
        _ form: [(String, String)], type: String = "application/x-www-form-urlencoded", _ more: [(String, String)] = []
    ) async throws -> Answer {
        let text = form.map { "\($0.0)=\(escaped($0.1))" }.joined(separator: "&")
        return try await visit(
            Request("POST", action, body: Array(text.utf8), fields: field + [("Content-Type", type)] + more))
    }

    mutating func signIn(_ login: String, _ password: String) async throws -> Answer {
        try await send([("username", login), ("password", password)])
    }

    private var field: [(String, String)] {
        cookies.isEmpty
            ? []
            : [("Cookie", cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; "))]
    }

    private mutating func visit(_ request: Request) async throws -> Answer {
        let answer = try await house.send(request)
        for set in answer.setCookies {
            let pair = set.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            cookies[String(pair[0])] = pair[1].isEmpty ? nil : String(pair[1])
        }
        // The address of a form is whole; what is behind the host is all that a request needs.
        if let begin = answer.text.firstRange(of: "action=\""),
            let form = answer.text[begin.upperBound...].firstRange(of: "/realms/")
        {
            action = String(answer.text[form.lowerBound...].prefix { $0 != "\"" }).replacing("&amp;", with: "&")
        }
        return answer
    }
}

extension Answer {
    var setCookies: [String] { fields.filter { $0.name.lowercased() == "set-cookie" }.map(\.value) }
}
