/// How records and the head are chained, the same in every storage. Each record's hash covers the one before it; the head
/// is sealed with a key and covers the last. Whoever makes the chain anew can't seal its end.
package struct AuditChain: Sendable {
    /// Stands in the place of a key's name in the links of records.
    package static let unkeyed = "digest"

    private let chaining: any AuditChaining

    package init(_ chaining: any AuditChaining) { self.chaining = chaining }

    /// The link of a new record.
    /// - Parameter previous: the hash of the record before; empty for the first one of a chain.
    package func link(_ fields: [UInt8], sequence: Int64, after previous: [UInt8]) -> AuditLink {
        let message = Self.message(of: fields, sequence: sequence, after: previous)
        return AuditLink(keyID: Self.unkeyed, hash: chaining.digest(of: message))
    }

    /// Whether the row is the one that was written at this place, behind a record with the hash `previous`.
    package func holds(_ row: AuditChainedRow, at sequence: Int64, after previous: [UInt8]) -> Bool {
        row.link == link(row.fields, sequence: sequence, after: previous)
    }

    package func seal(_ head: AuditHead) -> SealedAuditHead {
        SealedAuditHead(head: head, seal: chaining.link { Self.message(of: head, keyID: $0) })
    }

    package func holds(_ sealed: SealedAuditHead) -> Bool {
        let message = Self.message(of: sealed.head, keyID: sealed.seal.keyID)
        return chaining.verify(sealed.seal.hash, for: message, keyID: sealed.seal.keyID)
    }

    /// Whether the key of that name is at hand; without it no head sealed with it can be checked.
    package func knows(keyID: String) -> Bool { chaining.knows(keyID: keyID) }

    // The first text keeps the two kinds of message apart.

    private static func message(
        of fields: [UInt8], sequence: Int64, after previous: [UInt8]
    ) -> [UInt8] {
        var encoding = AuditEncoding()
        encoding.add("record")
        encoding.add(previous)
        encoding.add(sequence)
        encoding.add(fields)
        return encoding.bytes
    }

    private static func message(of head: AuditHead, keyID: String) -> [UInt8] {
        var encoding = AuditEncoding()
        encoding.add("head")
        encoding.add(keyID)
        encoding.add(head.sequence)
        encoding.add(head.hash)
        encoding.add(head.chainedSince)
        if let altered = head.alteredBefore { encoding.add(altered) } else { encoding.addNothing() }
        return encoding.bytes
    }
}
