import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices

extension OpenIDDialect {
    func tokenEndpoints(_ table: inout EndpointTable) {
        let prefix = table.prefix, services = services, path = "/realms/{realm}/protocol/openid-connect"
        func on(
            _ end: String, _ summary: String,
            _ answer: @escaping @Sendable (TokenRequest, Realm) async throws -> HTTPResponse
        ) {
            table.on(.post, RoutePattern(path + end), .open, summary, errors: .openID) {
                (input: OpenIDInput, _) async throws(ServiceError) in
                let realm = try await self.realm(input, at: prefix)
                return OpenIDAnswer(try await self.answer(input, in: realm, answer))
            }
            table.on(.options, RoutePattern(path + end), .open, "May a page of another site ask", errors: .openID) {
                (input: OpenIDInput, _) async throws(ServiceError) in OpenIDAnswer(CrossOrigin.preflight(input.request))
            }
        }
        on("/token", "Tokens for a password, a code, a refresh token, a device, or the client itself") {
            try await TokenGrants(services: services, request: $0, realm: $1).answer()
        }
        on("/token/introspect", "What a token says, for the client that it is for") { request, _ in
            try await TokenQuestions(services: services, request: request).introspect()
        }
        on("/revoke", "End a token") { request, _ in
            try await TokenQuestions(services: services, request: request).revoke()
        }
        on("/auth/device", "Codes for a device without a keyboard") {
            try await TokenGrants(services: services, request: $0, realm: $1).startDevice()
        }
    }

    /// Reads the client's form, answers, and lets the pages that the client has registered read the answer.
    private func answer(
        _ input: OpenIDInput, in realm: Realm,
        _ body: @Sendable (TokenRequest, Realm) async throws -> HTTPResponse
    ) async throws(ServiceError) -> HTTPResponse {
        do {
            let request = try TokenRequest(input, realm: realm)
            var response: HTTPResponse
            do { response = try await body(request, realm) } catch let problem as OAuthProblem {
                response = problem.error.response
            }
            guard let origin = input.request.fields[single: "origin"] else { return response }
            let allowed = try await services.tokens.webOrigins(
                of: ClientID(rawValue: request.proof.id), in: realm.organization, from: WebOrigins.of)
            response.fields += CrossOrigin.fields(for: origin, allowed: allowed)
            return response
        } catch let problem as OAuthProblem {
            return problem.error.response
        } catch let error as ServiceError {
            throw error
        } catch {
            throw .internalFailure(incident: "openid")
        }
    }
}

/// Cross-origin reading (the Fetch standard, CORS protocol). Only the answer itself tells a page that it may be read; what
/// is asked before is the same for everybody, because it does not name the client.
enum CrossOrigin {
    static func fields(for origin: String, allowed: [String]) -> [(name: String, value: String)] {
        guard allowed.contains(where: { $0.utf8.elementsEqual(origin.utf8) }) else { return [("Vary", "Origin")] }
        return [("Access-Control-Allow-Origin", origin), ("Vary", "Origin")]
    }

    static func preflight(_ request: HTTPRequest) -> HTTPResponse {
        guard let origin = request.fields[single: "origin"], origin.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return HTTPResponse(status: 204) }
        return HTTPResponse(
            status: 204,
            fields: [
                ("Access-Control-Allow-Origin", origin), ("Vary", "Origin"),
                ("Access-Control-Allow-Methods", "GET, POST"),
                ("Access-Control-Allow-Headers", "Authorization, Content-Type"), ("Access-Control-Max-Age", "3600"),
            ])
    }
}
