package import IdentityCore
import Testing

/// One thing that every storage promises.
package struct StoragePromise: Sendable, CustomTestStringConvertible {
    package let sentence: String
    /// Takes a new, empty storage. Fails through `#expect`, or by throwing.
    package let check: @Sendable (any Storage) async throws -> Void

    init(_ sentence: String, _ check: @escaping @Sendable (any Storage) async throws -> Void) {
        self.sentence = sentence
        self.check = check
    }

    package var testDescription: String { sentence }
}
