import JSONText
import Testing

@Suite struct HashFloodTests {
    @Test func fiveHundredSignInsAtOnceAreAnsweredInOrderAndOthersGoOn() async throws {
        let settings = Settings([
            "passwords": Settings.passwords(memoryKiB: 4_096, passes: 4, queueLimit: 20),
            "signIn": ["failuresPerAddress": 100_000],
        ])
        try await withGatehouse(settings) { house, admin in
            async let flood = house.send(
                all: (0..<500).map { Request.signIn("user\($0)", "a guess that is wrong") })
            // Health and own account keep answering while the flood stands.
            var looked = 0
            while try await house.metric("gatehouse_sign_ins_total") < 100 {
                #expect(try await house.get("/healthz").status == 200)
                #expect(try await house.get("me", admin).status == 200)
                looked += 1
            }
            #expect(looked > 0)
            let answers = try await flood
            let refused = answers.filter { $0.status == 429 }
            #expect(answers.count { $0.status == 401 } + refused.count == 500)
            #expect(answers.count { $0.status == 401 } >= 22, "what fits into the queue is checked")
            #expect(!refused.isEmpty)
            for answer in refused {
                #expect((answer.field("Retry-After").flatMap { Int($0) } ?? 0) > 0)
                #expect(answer.isProblem)
            }
            _ = try await house.signedIn(admin.login, admin.password)
        }
    }
}
