import HTTPCore
import Testing

@Suite struct RouterTests {
    private func route(_ method: HTTPMethod, _ pattern: RoutePattern, owner: String = "test") -> Route {
        Route(
            method, pattern, owner: owner,
            handler: HTTPAnswering { request in
                let parameters = request.pathParameters.joined(separator: "|")
                return HTTPResponse(status: 200, body: Array("\(method) \(pattern) [\(parameters)]".utf8))
            })
    }

    private func router(_ routes: [Route]) throws -> Router {
        try Router(routes) { _, refusal in
            switch refusal {
            case .notFound: HTTPResponse(status: 404)
            case .methodNotAllowed(let allow): HTTPResponse(status: 405, fields: [("Allow", allow)])
            case .malformedPath: HTTPResponse(status: 400)
            }
        }
    }

    private func ask(_ router: Router, _ method: HTTPMethod, _ target: String) async -> (Int, String) {
        let response = await router.respond(to: HTTPRequest(method, target))
        return (response.status, String(decoding: response.body, as: UTF8.self))
    }

    @Test func aParameterIsOneDecodedSegment() async throws {
        let router = try router([route(.get, "/users/{id}"), route(.get, "/users/{id}/keys/{key}")])
        #expect(await ask(router, .get, "/users/a%2Fb%20c") == (200, "GET /users/{id} [a/b c]"))
        #expect(await ask(router, .get, "/users/x/keys/%23") == (200, "GET /users/{id}/keys/{key} [x|#]"))
    }

    @Test func aLiteralGoesBeforeAParameterAndGivesWayWhenItLeadsNowhere() async throws {
        let router = try router([
            route(.delete, "/sessions/current"), route(.delete, "/sessions/{id}"), route(.get, "/sessions/{id}/log"),
        ])
        #expect(await ask(router, .delete, "/sessions/current").1 == "DELETE /sessions/current []")
        #expect(await ask(router, .delete, "/sessions/other").1 == "DELETE /sessions/{id} [other]")
        #expect(await ask(router, .get, "/sessions/current/log").1 == "GET /sessions/{id}/log [current]")
    }

    @Test(arguments: [
        "//users", "/users/", "/users//", "/Users", "/users;x=y", "/users/../users", "/%75sers", "/users.", "/", "",
        "/users/a/b",
    ])
    func aPathThatIsSpeltOtherwiseIsAnotherPath(_ path: String) async throws {
        let router = try router([route(.get, "/users"), route(.get, "/users/{id}")])
        #expect(await ask(router, .get, path).0 == 404)
    }

    @Test(arguments: ["/users/%", "/users/%2", "/users/%zz", "/users/%ff", "/users/%c3%28"])
    func aPathThatCannotBeDecodedIsRefused(_ path: String) async throws {
        #expect(await ask(try router([route(.get, "/users/{id}")]), .get, path).0 == 400)
    }

    @Test func dotsAreNamesAndNotDirections() async throws {
        let router = try router([route(.get, "/users/{id}"), route(.get, "/admin")])
        #expect(await ask(router, .get, "/users/%2e%2e").1 == "GET /users/{id} [..]")
    }

    @Test func aKnownPathSaysWhichMethodsItTakes() async throws {
        let router = try router([route(.get, "/users"), route(.post, "/users")])
        let refused = await router.respond(to: HTTPRequest(.patch, "/users"))
        #expect(refused.status == 405)
        #expect(refused.fields.first?.value == "GET, HEAD, OPTIONS, POST")
        let asked = await router.respond(to: HTTPRequest(.options, "/users"))
        #expect(asked.status == 204)
        #expect(asked.fields.first?.value == "GET, HEAD, OPTIONS, POST")
    }

    @Test func headIsAnsweredLikeGet() async throws {
        #expect(await ask(try router([route(.get, "/users")]), .head, "/users?x=1").1 == "GET /users []")
    }

    @Test func twoRoutesOfOneMethodAndShapeStopTheStart() throws {
        let error = #expect(throws: RouteConflict.self) {
            try router([route(.get, "/api/{user}", owner: "mlte"), route(.get, "/api/{id}", owner: "waii")])
        }
        #expect(error?.description.contains("mlte and waii") == true)
        _ = try router([route(.get, "/api/{user}"), route(.post, "/api/{id}")])
    }
}
