import JSONText
import Testing

/// Somebody with an account and an open session.
struct Person: Sendable {
    let id: String
    let login: String
    let password: String
    let token: String
}

/// A password, and hashes of it made by other programs.
enum Sample {
    static let password = "plum-lantern-47-river"
    /// By the crypt module of Python, cost 4.
    static let bcrypt = "$2b$04$YCJtsEpgN.ed.6ZbBW55YOZz/t0wJxLCJRdfTD5FOH9GYjD1J60gm"
    /// By Python's hashlib, in the PHC string format.
    static let pbkdf2 = "$pbkdf2-sha256$i=1000$c2l4dGVlbi1ieXRlLXNhbA$oTSlK0uBMWt2Tf0Fdww4Bm2qGAacXbGHWE0wX6BwDtE"
    /// The same in the form of passlib.
    static let passlib =
        "$pbkdf2-sha512$1000$c2l4dGVlbi1ieXRlLXNhbA$HerJ7ymVDBkEAhjNAlNw1DiIc4ViVi.sxh3KeVJJ8gK6gDwnwNOrC8k9"
        + "GtXwt8qJkkxFn2eaF18AEOWSdGXnIg"
}

extension Gatehouse {
    func send(_ request: Request, within limit: Duration = .seconds(60)) async throws -> Answer {
        try #require(await Wire.exchange([request], port: port, within: limit)[0], "no answer")
    }

    func send(all requests: [Request]) async throws -> [Answer] {
        try await Wire.exchange(requests, port: port).map { try #require($0, "no answer") }
    }

    func get(_ path: String, _ person: Person? = nil) async throws -> Answer {
        try await send(Request("GET", path, token: person?.token))
    }

    func post(_ path: String, _ person: Person?, _ json: JSONValue) async throws -> Answer {
        try await send(Request("POST", path, token: person?.token, json: json))
    }

    func put(_ path: String, _ person: Person?, _ json: JSONValue) async throws -> Answer {
        try await send(Request("PUT", path, token: person?.token, json: json))
    }

    func patch(_ path: String, _ person: Person?, _ json: JSONValue, ifMatch: String? = nil) async throws -> Answer {
        try await send(
            Request("PATCH", path, token: person?.token, json: json, fields: ifMatch.map { [("If-Match", $0)] } ?? []))
    }

    func delete(_ path: String, _ person: Person?) async throws -> Answer {
        try await send(Request("DELETE", path, token: person?.token))
    }

    func signIn(_ login: String, _ password: String, from source: String? = nil) async throws -> Answer {
        try await send(.signIn(login, password, from: source))
    }

    func signedIn(_ login: String, _ password: String) async throws -> Person {
        let answer = try await signIn(login, password)
        #expect(answer.status == 201, "\(answer.text)")
        return Person(
            id: try #require(answer.string("user.id")), login: login, password: password,
            token: try #require(answer.string("token")))
    }

    /// A user who has chosen an own password and is signed in.
    func person(_ login: String, role: String = "member", madeBy admin: Person) async throws -> Person {
        let made = try await post(
            "users", admin,
            ["login": .string(login), "roles": [.string(role)], "passwordHash": .string(Sample.bcrypt)])
        #expect(made.status == 201, "\(made.text)")
        return try await signedIn(login, Sample.password)
    }

    /// A measurement, the sum over all its labels.
    func metric(_ name: String, containing label: String = "") async throws -> Double {
        try await get("/metrics").text.split(separator: "\n").filter { $0.hasPrefix(name) && $0.contains(label) }
            .compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }.reduce(0, +)
    }
}
