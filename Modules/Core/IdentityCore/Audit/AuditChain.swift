/// How records and the head are chained, the same in every storage.
package struct AuditChain: Sendable {
    private let chaining: any AuditChaining

    package init(_ chaining: any AuditChaining) { self.chaining = chaining }

    /// The link of a new record.
    /// - Parameter previous: the hash of the record before; empty for the first one of a chain.
    package func link(_ fields: [UInt8], sequence: Int64, after previous: [UInt8]) -> AuditLink {
        let key = chaining.currentKeyID
        let message = Self.message(of: fields, sequence: sequence, after: previous, keyID: key)
        return AuditLink(keyID: key, hash: chaining.code(for: message))
    }

    /// Whether the row is the one that was written at this place, behind a record with the hash `previous`.
    package func holds(_ row: AuditChainedRow, at sequence: Int64, after previous: [UInt8]) -> Bool {
        guard let link = row.link else { return false }
        let message = Self.message(of: row.fields, sequence: sequence, after: previous, keyID: link.keyID)
        return chaining.verify(link.hash, for: message, keyID: link.keyID)
    }

    package func seal(_ head: AuditHead) -> SealedAuditHead {
        let key = chaining.currentKeyID
        let code = chaining.code(for: Self.message(of: head, keyID: key))
        return SealedAuditHead(head: head, seal: AuditLink(keyID: key, hash: code))
    }

    package func holds(_ sealed: SealedAuditHead) -> Bool {
        let message = Self.message(of: sealed.head, keyID: sealed.seal.keyID)
        return chaining.verify(sealed.seal.hash, for: message, keyID: sealed.seal.keyID)
    }

    /// Whether the key of that name is at hand; without it nothing made with it can be checked.
    package func knows(keyID: String) -> Bool { chaining.knows(keyID: keyID) }

    // The first text keeps the two kinds of message apart.

    private static func message(
        of fields: [UInt8], sequence: Int64, after previous: [UInt8], keyID: String
    ) -> [UInt8] {
        var encoding = AuditEncoding()
        encoding.add("record")
        encoding.add(keyID)
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
