import JSONText
import Testing

@Suite struct PathTests {
    @Test func aPathWrittenAnotherWayIsAnotherPath() async throws {
        try await withGatehouse { house, admin in
            let before = try house.contents()
            for path in [
                "//users", "/api/v1//users", "//api/v1/users", "/api/v1/users/", "/api/v1/users//", "/api/v1/./users",
                "/api/v1/users/../users", "/api/v1/me/../users", "/api/v1/users/%2e%2e/users",
                "/api/v1/%2e%2e/v1/users",
                "/api%2Fv1/users", "/api/v1%2Fusers", "/api/v1/users;x=y", "/api/v1/users;", "/API/V1/USERS",
                "/api/v1/Users",
                "/api/v1/users.", "/api/v1/users.json", "/api/v1/users%00", "/api/v1/users%20", "/api/v1/%75sers/",
                "/users",
                "/api/v1/\\users", "/api/v1/users\\", "/api/v1/users/\(admin.id)/",
                "/api/v1/users/\(admin.id)/../\(admin.id)",
                "/api/v1/users/\(admin.id)%2F", "/api/v1/users/\(admin.id);x", "/api/v1/users/%2e%2e",
                "/api/v1/users/..",
                "/api/v1/users/%", "/api/v1/users/%zz", "/api/v1/users/%ff", "/api/v1/users/{\(admin.id)}", "/",
                "/api/v1",
                "/api/v1/", "/api/v1/users/login:", "/api/v1/users/login%3", "/healthz/", "/healthz/x", "/metrics/",
                "/api/v1/sessions/Current", "/api/v1/sessions/current/", "/api/v1/users/..%2fsessions%2fcurrent",
            ] {
                for method in ["GET", "DELETE"] {
                    let answer = try await house.send(Request(method, path, token: admin.token))
                    // A session has an id of any text, and nothing but DELETE.
                    let isSession = path.hasPrefix("/api/v1/sessions/") && method == "GET"
                    #expect(
                        [400, 404].contains(answer.status) || (isSession && answer.status == 405),
                        "\(method) \(path): \(answer.status)")
                    // Each API refuses in its own shape what lies below its addresses.
                    let isForOperators = path.hasPrefix("/healthz") || path.hasPrefix("/metrics")
                    let type = isForOperators ? "text/plain; charset=utf-8" : "application/problem+json"
                    #expect(answer.field("Content-Type") == type, "\(method) \(path)")
                }
            }
            #expect(try house.contents() == before)
            #expect(try await house.get("users", admin).status == 200)
        }
    }

    @Test func aPathWithoutARightIsNotOpenedBySpellingItDifferently() async throws {
        try await withGatehouse { house, admin in
            let anna = try await house.person("anna", madeBy: admin)
            for path in [
                "users", "users?", "users/\(admin.id)", "users/\(admin.id.uppercased())", "users/login:admin",
                "users/login%3Aadmin", "users/login:%61dmin", "users/login:ADMIN", "users/%6cogin:admin",
            ] {
                #expect(try await house.get(path, anna).status == 403, "\(path)")
            }
            #expect(try await house.get("users/login:%61NNA", anna).status == 200)
        }
    }

    @Test func headAnswersLikeGetWithoutABody() async throws {
        try await withGatehouse { house, admin in
            for path in ["me", "users", "users/\(admin.id)", "openapi.json", "/healthz"] {
                let get = try await house.get(path, admin)
                let head = try await house.send(Request("HEAD", path, token: admin.token))
                #expect(head.status == 200)
                #expect(head.body.isEmpty)
                #expect(head.field("Content-Length") == "\(get.body.count)", "\(path)")
                #expect(head.field("Content-Type") == get.field("Content-Type"))
            }
            #expect(try await house.send(Request("HEAD", "me")).status == 401)
        }
    }

    @Test func optionsAndWrongMethodsNameWhatThePathTakes() async throws {
        try await withGatehouse { house, admin in
            let paths = [
                "users": "GET, HEAD, OPTIONS, POST", "users/\(admin.id)": "DELETE, GET, HEAD, OPTIONS, PATCH",
                "me": "GET, HEAD, OPTIONS", "me/password": "OPTIONS, PUT", "sessions/current": "DELETE, OPTIONS",
                "sessions": "GET, HEAD, OPTIONS, POST",
            ]
            for (path, allow) in paths {
                let options = try await house.send(Request("OPTIONS", path))
                #expect(options.status == 204)
                #expect(options.field("Allow") == allow)
                for method in ["TRACE", "CONNECTED", "get", "PROPFIND"] {
                    let answer = try await house.send(Request(method, path, token: admin.token))
                    #expect(answer.status == 405, "\(method) \(path)")
                    #expect(answer.field("Allow") == allow)
                    #expect(answer.isProblem)
                }
            }
            #expect(try await house.send(Request("PUT", "users", token: admin.token, json: [:])).status == 405)
            let overridden = Request(
                "POST", "users/\(admin.id)", token: admin.token, json: [:],
                fields: [("X-HTTP-Method-Override", "DELETE")])
            #expect(try await house.send(overridden).status == 405)
        }
    }
}
