import SourceConformance
import Testing

@Suite struct ConformanceTests {
    @Test(.timeLimit(.minutes(1)), arguments: SourcePromise.all)
    func theSourceKeepsThePromise(_ promise: SourcePromise) async throws {
        try await promise.check(try await CSVFixture())
    }
}
