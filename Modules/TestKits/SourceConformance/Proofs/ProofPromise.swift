/// One thing that every source does that believes somebody else's word.
public struct ProofPromise<Fixture: Sendable>: Sendable, CustomStringConvertible {
    /// A sentence, also the name of the test case.
    public let description: String
    private let body: @Sendable (Fixture) async throws -> Void

    init(_ sentence: String, _ body: @escaping @Sendable (Fixture) async throws -> Void) {
        description = sentence
        self.body = body
    }

    /// - Throws: `BrokenPromise`, or whatever the source or the fixture throws.
    public func check(_ fixture: Fixture) async throws { try await body(fixture) }
}
