import IdentityCore
import SourceConformance
import Testing

@Suite struct SlapdPromisesTests {
    @Test(.timeLimit(.minutes(2)), arguments: SourcePromise.all)
    func aDirectoryKeepsThePromise(_ promise: SourcePromise) async throws {
        try await promise.check(SlapdFixture())
    }
}
