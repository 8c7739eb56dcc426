import IdentityCore
import SourceConformance
import Testing

@Suite struct LocalSourcePromisesTests {
    @Test(.timeLimit(.minutes(1)), arguments: SourcePromise.all)
    func aLocalSourceKeepsThePromise(_ promise: SourcePromise) async throws {
        try await promise.check(LocalFixture())
    }

    /// The list is worth nothing unless it catches a source that is wrong.
    @Test(arguments: [
        (
            "yes",
            [
                "a wrong password is an answer", "a login that nobody has", "filter", "empty password never",
                "even where",
                "1,024", "NUL", "nobody under what", "ends rejected", "ends unknown", "verifies nobody",
            ]
        ),
        (
            "no",
            [
                "right password proves", "again and again", "a login that nobody has", "after a wrong one",
                "not with a refusal",
            ]
        ),
        ("cut", ["1,024"]),
        ("down", ["a source that can't be reached says so", "one that is empty", "ends unavailable"]),
        ("twice", ["handed on once", "said to stop"]),
        ("shows", ["ends verified"]),
    ])
    func aWrongSourceBreaksThePromise(fault: String, sentences: [String]) async throws {
        for sentence in sentences {
            let promise = try #require(SourcePromise.all.first { $0.description.contains(sentence) })
            await #expect(throws: BrokenPromise.self, "\(fault): \(promise)") {
                try await promise.check(FaultyFixture(fault: fault))
            }
        }
    }
}
