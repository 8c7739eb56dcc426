import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

/// What stands in the query of the authorization endpoint (OpenID Connect Core section 3.1.2.1).
struct AuthorizationParameters: Sendable {
    private static let names = [
        "client_id", "response_type", "response_mode", "redirect_uri", "scope", "state", "nonce", "code_challenge",
        "code_challenge_method", "prompt", "max_age", "login_hint",
    ]

    /// What the client may wish of the page (OpenID Connect Core section 3.1.2.1). Consent is the operator's to give: a
    /// client is told no more than it was made for.
    static let knownPrompts: Set<String> = ["none", "login", "consent", "select_account"]

    /// Under which our forms carry `subject`; no client can say it in this way.
    private static let subjectField = "subject"

    private let values: [String: String]
    /// The only one who may go on, as a text: whom the client's `id_token_hint` tells of; `nil` for anybody.
    var subject: String?

    /// - Returns: `nil` when one of them stands there twice.
    init?(_ query: FormFields) {
        var values: [String: String] = [:]
        for (name, value) in query.pairs where Self.names.contains(name) && !value.isEmpty {
            guard values.updateValue(value, forKey: name) == nil else { return nil }
        }
        self.values = values
    }

    /// - Parameter values: what a form of ours carried.
    init(_ values: [String: String]) {
        self.values = values.filter { Self.names.contains($0.key) }
        subject = values[Self.subjectField]
    }

    subscript(_ name: String) -> String? { values[name] }

    /// For a form of ours.
    var pairs: [(String, String)] {
        values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + (subject.map { [(Self.subjectField, $0)] } ?? [])
    }

    var prompts: Set<String> { Set((values["prompt"] ?? "").split(separator: " ").map(String.init)) }

    /// Seconds that may have gone by since the user proved who they are; `nil` for any number.
    var maximumAge: Int? {
        values["max_age"].flatMap { text in text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil }
    }

    func request(in realm: Realm) -> AuthorizationRequest {
        let asked = (values["scope"] ?? "").split(separator: " ").map(String.init)
        let scopes =
            ["openid"].filter(asked.contains) + ["email", "profile"] + ["offline_access"].filter(asked.contains)
        return AuthorizationRequest(
            client: ClientID(rawValue: values["client_id"] ?? ""), redirectURI: values["redirect_uri"] ?? "",
            scopes: scopes, nonce: values["nonce"], challenge: values["code_challenge"], realm: realm.organization,
            isOffline: asked.contains("offline_access"))
    }

    /// What is wrong and may be told to the client at its own address.
    var problem: OAuthError? {
        if values["response_type"] == nil {
            return OAuthError(400, "invalid_request", "Missing parameter: response_type")
        }
        if values["response_type"] != "code" {
            return OAuthError(400, "unsupported_response_type", "Only the authorization code is given here")
        }
        if let mode = values["response_mode"], mode != "query" {
            return OAuthError(400, "invalid_request", "Invalid parameter: response_mode")
        }
        if let challenge = values["code_challenge"] {
            // Without a method it would be "plain" (RFC 7636 section 4.3).
            guard values["code_challenge_method"] == "S256" else {
                return OAuthError(400, "invalid_request", "Invalid parameter: code_challenge_method")
            }
            guard challenge.utf8.count == 43, Base64URLText.decode(challenge)?.count == 32 else {
                return OAuthError(400, "invalid_request", "Invalid parameter: code_challenge")
            }
        }
        guard prompts.isSubset(of: Self.knownPrompts), !prompts.contains("none") || prompts.count == 1 else {
            return OAuthError(400, "invalid_request", "Invalid parameter: prompt")
        }
        guard values["max_age"] == nil || maximumAge != nil else {
            return OAuthError(400, "invalid_request", "Invalid parameter: max_age")
        }
        for name in ["scope", "state", "nonce", "login_hint"] where (values[name]?.utf8.count ?? 0) > 2_048 {
            return OAuthError(400, "invalid_request", "Invalid parameter: \(name)")
        }
        return nil
    }

    /// The client's address with an answer in its query.
    func address(with answer: [(String, String)]) -> String {
        let uri = values["redirect_uri"] ?? ""
        let state = values["state"].map { [("state", $0)] } ?? []
        let query = (state + answer)
            .map { "\($0.0)=\(PercentCoding.encode(segment: $0.1))" }.joined(separator: "&")
        return uri + (uri.contains("?") ? "&" : "?") + query
    }
}
