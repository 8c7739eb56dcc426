/// One thing that every source does.
public struct SourcePromise: Sendable, CustomStringConvertible {
    /// A sentence, also the name of the test case.
    public let description: String
    private let body: @Sendable (any SourceFixture) async throws -> Void

    init(_ sentence: String, _ body: @escaping @Sendable (any SourceFixture) async throws -> Void) {
        description = sentence
        self.body = body
    }

    /// - Throws: `BrokenPromise`, or whatever the source or the fixture throws.
    public func check(_ fixture: any SourceFixture) async throws { try await body(fixture) }

    /// Of sources that check passwords. A source that does not takes `directories` and the lists of `ProofPromise`.
    public static let all = answers + passwords + outages + directories + examinations
}
