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
        ("yes", ["wrong password", "nobody has", "filter", "empty password never", "even where", "1,024", "NUL"]),
        ("no", ["right password proves", "again and again", "nobody has", "after a wrong one", "not with a refusal"]),
        ("cut", ["1,024"]),
        ("down", ["can't be reached"]),
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
