import IdentityCore
import JSONText

/// OpenID Connect Discovery 1.0 section 3 and RFC 8414. Members that are asked for and stand for something not done here
/// say so: an empty list, `false`, or an address that answers 501.
enum Discovery {
    static func document(of realm: Realm, signing algorithms: [SigningAlgorithm]) -> JSONValue {
        let members = addresses(realm) + abilities + proofs + algorithmMembers(algorithms)
        return .object(JSONObject(members))
    }

    static let scopes = ["openid", "profile", "email", "offline_access"]

    private typealias Members = [(String, JSONValue)]

    private static func addresses(_ realm: Realm) -> Members {
        let openID = realm.openID
        return [
            ("issuer", .string(realm.issuer)), ("authorization_endpoint", .string("\(openID)/auth")),
            ("token_endpoint", .string("\(openID)/token")),
            ("introspection_endpoint", .string("\(openID)/token/introspect")),
            ("userinfo_endpoint", .string("\(openID)/userinfo")),
            ("end_session_endpoint", .string("\(openID)/logout")), ("jwks_uri", .string("\(openID)/certs")),
            ("revocation_endpoint", .string("\(openID)/revoke")),
            ("device_authorization_endpoint", .string("\(openID)/auth/device")),
            ("check_session_iframe", .string("\(openID)/login-status-iframe.html")),
            ("registration_endpoint", .string("\(realm.issuer)/clients-registrations/openid-connect")),
            ("backchannel_authentication_endpoint", .string("\(openID)/ext/ciba/auth")),
            ("pushed_authorization_request_endpoint", .string("\(openID)/ext/par/request")),
            (
                "mtls_endpoint_aliases",
                [
                    "token_endpoint": .string("\(openID)/token"), "revocation_endpoint": .string("\(openID)/revoke"),
                    "introspection_endpoint": .string("\(openID)/token/introspect"),
                    "device_authorization_endpoint": .string("\(openID)/auth/device"),
                    "userinfo_endpoint": .string("\(openID)/userinfo"),
                ]
            ),
        ]
    }

    private static let abilities: Members = [
        ("frontchannel_logout_session_supported", false), ("frontchannel_logout_supported", false),
        ("backchannel_logout_supported", false), ("backchannel_logout_session_supported", false),
        (
            "grant_types_supported",
            list([
                "authorization_code", "client_credentials", "password", "refresh_token",
                "urn:ietf:params:oauth:grant-type:device_code", "urn:ietf:params:oauth:grant-type:token-exchange",
            ])
        ),
        ("acr_values_supported", list(["0", "1"])), ("response_types_supported", list(["code"])),
        ("response_modes_supported", list(["query"])), ("subject_types_supported", list(["public"])),
        ("prompt_values_supported", list(AuthorizationParameters.knownPrompts.sorted())),
        ("scopes_supported", list(scopes)),
        ("code_challenge_methods_supported", list(["S256"])),
        (
            "claims_supported",
            list([
                "aud", "sub", "iss", "auth_time", "name", "given_name", "family_name", "preferred_username", "email",
                "acr",
            ])
        ),
        ("claim_types_supported", list(["normal"])), ("claims_parameter_supported", false),
        ("request_parameter_supported", false), ("request_uri_parameter_supported", false),
        ("require_request_uri_registration", false), ("require_pushed_authorization_requests", false),
        ("tls_client_certificate_bound_access_tokens", false),
        ("authorization_response_iss_parameter_supported", true),
        ("backchannel_token_delivery_modes_supported", []),
    ]

    private static let proofs: Members = [
        "token_endpoint", "introspection_endpoint", "revocation_endpoint",
    ].flatMap { name -> Members in
        [
            ("\(name)_auth_methods_supported", list(["client_secret_basic", "client_secret_post"])),
            ("\(name)_auth_signing_alg_values_supported", []),
        ]
    }

    private static func algorithmMembers(_ algorithms: [SigningAlgorithm]) -> Members {
        let none = [
            "id_token_encryption_alg", "id_token_encryption_enc", "userinfo_signing_alg", "userinfo_encryption_alg",
            "userinfo_encryption_enc", "request_object_signing_alg", "request_object_encryption_alg",
            "request_object_encryption_enc", "authorization_signing_alg", "authorization_encryption_alg",
            "authorization_encryption_enc", "dpop_signing_alg", "backchannel_authentication_request_signing_alg",
        ]
        var seen: Set<SigningAlgorithm> = []
        let used = algorithms.filter { seen.insert($0).inserted }.map(\.rawValue)
        return [("id_token_signing_alg_values_supported", list(used))] + none.map { ("\($0)_values_supported", []) }
    }

    private static func list(_ names: [String]) -> JSONValue { .array(names.map(JSONValue.string)) }
}
