import JSONText
import Testing

@Suite struct HealthTests {
    @Test func aNewServerIsAliveAndReadyAndMeasuresItself() async throws {
        try await withGatehouse { house, admin in
            let health = try await house.get("/healthz")
            #expect(health.status == 200)
            #expect(health["status"] == "ok")
            let ready = try await house.get("/readyz")
            #expect(ready.status == 200)
            #expect(ready["ready"] == true)
            _ = try await house.signIn("admin", "wrong wrong wrong")
            #expect(try await house.metric("gatehouse_sign_ins_total", containing: #"outcome="success""#) == 1)
            #expect(try await house.metric("gatehouse_sign_ins_total", containing: #"outcome="rejected""#) == 1)
            #expect(try await house.metric("gatehouse_http_requests_total", containing: #"method="POST""#) >= 2)
            #expect(try await house.metric("gatehouse_commits_total") >= 2)
            let text = try await house.get("/metrics")
            #expect(text.field("Content-Type")?.hasPrefix("text/plain; version=0.0.4") == true)
            for line in text.text.split(separator: "\n") where !line.hasPrefix("#") {
                #expect(line.split(separator: " ").count >= 2, "\(line)")
            }
        }
    }

    @Test func everyAnswerNamesTheRequestAndItsLogLineBearsTheName() async throws {
        try await withGatehouse { house, admin in
            let answer = try await house.get("users/login:nobody?", admin)
            let id = try #require(answer.field("X-Request-Id"))
            #expect(answer.string("requestId") == id)
            _ = try await eventually("the log line") { house.log.contains(#""\#(id)""#) ? true : nil }
            let forged = Request("GET", "me", token: admin.token, fields: [("X-Request-Id", "mine")])
            #expect(try await house.send(forged).field("X-Request-Id") != "mine", "from an unlisted peer")
        }
    }
}
