package import IdentityCore

/// The master keys of an installation, the current one first. What is made anew is made under the current one; what an
/// older one made is still recognised and opened. There is more than one only while a rotation is not finished.
package struct MasterKeyRing: Sendable {
    /// More than a person keeps on purpose.
    package static let limit = 8

    /// Never empty; no two with the same id.
    package let keys: [MasterKey]

    package init(_ key: MasterKey) { keys = [key] }

    private init?(_ keys: [MasterKey]) {
        guard !keys.isEmpty, keys.count <= Self.limit, Set(keys.map(\.id)).count == keys.count else { return nil }
        self.keys = keys
    }

    /// - Parameter fileContents: a line for each key, in a form that `MasterKey` reads.
    /// - Returns: `nil` when any line is something else, also an empty one, or a key stands there twice.
    package init?(fileContents: Secret) {
        let keys: [MasterKey?] = fileContents.reveal { contents in
            var text = contents[...]
            if text.last == "\n" { text.removeLast() }
            // One line too many is enough to be refused.
            return text.split(separator: "\n", maxSplits: Self.limit, omittingEmptySubsequences: false).map { line in
                MasterKey(fileContents: Secret(String(line)))
            }
        }
        self.init(keys.compactMap(\.self).count == keys.count ? keys.compactMap(\.self) : [])
    }

    package var current: MasterKey { keys[0] }

    package subscript(id: SealingKeyID) -> MasterKey? { keys.first { $0.id == id } }

    /// - Returns: `nil` when the ring is full or has the key already.
    package func adding(_ key: MasterKey) -> MasterKeyRing? { MasterKeyRing([key] + keys) }

    package var currentAlone: MasterKeyRing { MasterKeyRing(current) }

    package var fileContents: Secret {
        Secret(keys.map { key in key.fileContents.reveal { $0 } }.joined())
    }
}
