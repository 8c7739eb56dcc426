import DialectKit
import FoundationEssentials
import HTTPCore
import IdentityCore
import IdentityServices

/// The fields of a form with the client that sends it, checked as far as no store is needed.
struct TokenRequest: Sendable {
    let form: FormFields
    let proof: ClientProof

    /// By the Authorization field (RFC 6749 section 2.3.1) or in the form.
    init(_ input: OpenIDInput, realm: Realm) throws(OAuthProblem) {
        form = input.form
        guard form.repeatedName == nil else {
            throw OAuthProblem(OAuthError(400, "invalid_request", "duplicated parameter"))
        }
        let unknown = OAuthProblem(OAuthError(.unknownClient))
        var id = form.filled("client_id"), secret = form.filled("client_secret").map { Secret($0) }
        switch input.request.fields.count(of: "authorization") {
        case 0: break
        case 1:
            guard let pair = Self.basicPair(input.request) else { throw unknown }
            guard id.map({ $0 == pair.id }) ?? true else { throw unknown }
            (id, secret) = (pair.id, pair.secret)
        default: throw unknown
        }
        guard let id else { throw unknown }
        proof = ClientProof(id: id, secret: secret, realm: realm.organization, origin: input.origin)
    }

    subscript(_ name: String) -> String? { form.filled(name) }

    func secret(_ name: String) -> Secret? { form.filled(name).map { Secret($0) } }

    /// What is granted without being asked for, and what is asked for besides; `nil` for a scope that nobody knows.
    func scopes() throws(OAuthProblem) -> [String] {
        let asked = try askedScopes() ?? []
        return ["openid"].filter(asked.contains) + ["email", "profile"]
            + ["offline_access"].filter(asked.contains)
    }

    func askedScopes() throws(OAuthProblem) -> [String]? {
        guard let text = form.filled("scope") else { return nil }
        let asked = text.split(separator: " ").map(String.init)
        guard asked.allSatisfy(Discovery.scopes.contains) else {
            throw OAuthProblem(OAuthError(400, "invalid_scope", "Invalid scopes: \(String(text.prefix(128)))"))
        }
        return asked
    }

    private static func basicPair(_ request: HTTPRequest) -> (id: String, secret: Secret)? {
        guard let value = request.fields[single: "authorization"], let blank = value.firstIndex(of: " "),
            value[..<blank].lowercased() == "basic",
            let data = Data(base64Encoded: String(value[value.index(after: blank)...])),
            let pair = String(validating: data, as: UTF8.self), let colon = pair.utf8.firstIndex(of: 0x3A)
        else { return nil }
        // Both are sent as in a form; what can't be decoded was sent as it is.
        let id = pair[..<colon], secret = pair[pair.utf8.index(after: colon)...]
        return (
            PercentCoding.decode(id) ?? String(id), Secret(PercentCoding.decode(secret) ?? String(secret))
        )
    }
}

struct OAuthProblem: Error {
    let error: OAuthError

    init(_ error: OAuthError) { self.error = error }
}
