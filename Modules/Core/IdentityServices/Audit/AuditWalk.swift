import IdentityCore

/// A place that is wrong, before it is known how.
struct AuditSuspicion {
    let found: AuditBreak
    /// The hash before the place, when a look at the rest may tell more.
    var previous: [UInt8]?
}

/// One walk along the chain: what has been seen so far, and whether the next row fits.
struct AuditWalk {
    /// The number of the last row that fitted.
    private(set) var last: Int64?
    private(set) var checked: Int64 = 0
    private let chain: AuditChain
    private let anchor: AuditAnchor?
    private var isAnchorSeen = false
    /// Of the last chained row; `nil` before the first one.
    private var hash: [UInt8]?
    private var chainedSince: Int64?

    init(_ chain: AuditChain, anchor: AuditAnchor?) {
        self.chain = chain
        self.anchor = anchor
    }

    /// - Parameter head: as it stood when the rows were read.
    /// - Returns: what is wrong with the first row that doesn't fit; `nil` when all do.
    mutating func take(_ rows: [AuditChainedRow], head: SealedAuditHead?) -> AuditSuspicion? {
        if let head, let found = fault(of: head) { return AuditSuspicion(found: found) }
        for row in rows {
            if let suspicion = take(row, head: head?.head) { return suspicion }
            last = row.sequence
            checked += 1
        }
        return nil
    }

    private mutating func take(_ row: AuditChainedRow, head: AuditHead?) -> AuditSuspicion? {
        let place = (last ?? 0) + 1
        if row.sequence == head?.alteredBefore {
            return AuditSuspicion(found: AuditBreak(.headAltered, at: row.sequence))
        }
        if row.sequence < place || head.map({ row.sequence > $0.sequence }) == true {
            return AuditSuspicion(found: AuditBreak(.inserted, at: row.sequence))
        }
        guard row.sequence == place else {
            return AuditSuspicion(found: AuditBreak(.missing, at: place), previous: hash ?? [])
        }
        guard let link = row.link else {
            let isOlder = hash == nil && head.map { place < $0.chainedSince } ?? true
            return isOlder ? nil : AuditSuspicion(found: AuditBreak(.edited, at: place), previous: hash ?? [])
        }
        guard chain.holds(row, at: place, after: hash ?? []) else {
            return AuditSuspicion(found: AuditBreak(.edited, at: place), previous: hash ?? [])
        }
        guard row.isFoundByTime else { return AuditSuspicion(found: AuditBreak(.hidden, at: place)) }
        chainedSince = chainedSince ?? place
        hash = link.hash
        guard place == anchor?.sequence else { return nil }
        isAnchorSeen = true
        return link.hash == anchor?.hash ? nil : AuditSuspicion(found: AuditBreak(.notAsNoted, at: place))
    }

    /// What is wrong with the end; `nil` when nothing is.
    func end(head sealed: SealedAuditHead?) -> AuditBreak? {
        let next = (last ?? 0) + 1
        if let head = sealed?.head {
            if next <= head.sequence { return AuditBreak(.truncated, at: next) }
            if head.hash != hash ?? [] { return AuditBreak(.headAltered, at: head.sequence) }
        } else if hash != nil {
            return AuditBreak(.headAltered, at: next - 1)
        }
        guard let anchor, !isAnchorSeen else { return nil }
        return AuditBreak(.notAsNoted, at: anchor.sequence)
    }

    func verification(_ firstBreak: AuditBreak?) -> AuditVerification {
        let first = chainedSince ?? (last ?? 0) + 1
        var head: AuditAnchor?
        if firstBreak == nil, let last, let hash { head = AuditAnchor(sequence: last, hash: hash) }
        return AuditVerification(
            checked: checked, unchainedBefore: first > 1 ? first : nil, head: head, firstBreak: firstBreak)
    }

    private func fault(of head: SealedAuditHead) -> AuditBreak? {
        guard chain.knows(keyID: head.seal.keyID) else {
            return AuditBreak(.unknownKey(head.seal.keyID), at: head.head.sequence)
        }
        return chain.holds(head) ? nil : AuditBreak(.headAltered, at: head.head.sequence)
    }
}
