/// One thing that every source does.
package struct SourcePromise: Sendable, CustomStringConvertible {
    /// A sentence, also the name of the test case.
    package let description: String
    private let body: @Sendable (any SourceFixture) async throws -> Void

    init(_ sentence: String, _ body: @escaping @Sendable (any SourceFixture) async throws -> Void) {
        description = sentence
        self.body = body
    }

    /// - Throws: `BrokenPromise`, or whatever the source or the fixture throws.
    package func check(_ fixture: any SourceFixture) async throws { try await body(fixture) }

    package static let all = answers + passwords + outages
}
