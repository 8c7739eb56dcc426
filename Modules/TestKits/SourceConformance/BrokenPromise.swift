/// What a source did in the place of what it should.
public struct BrokenPromise: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}
