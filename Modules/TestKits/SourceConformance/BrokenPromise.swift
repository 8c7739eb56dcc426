/// What a source did in the place of what it should.
package struct BrokenPromise: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }
}
