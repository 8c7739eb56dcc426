import IdentityCore

/// What was worked out for users, good for one state of the store: the first look after any change empties it.
actor EvidenceCache {
    /// Users kept at most; past it everything is forgotten, which costs a few questions each.
    private static let capacity = 1_000

    private var marker: ChangeMarker?
    private var known: [UserID: Evidence] = [:]

    func evidence(of user: UserID, asOf marker: ChangeMarker) -> Evidence? {
        self.marker == marker ? known[user] : nil
    }

    func remember(_ evidence: Evidence, asOf marker: ChangeMarker) {
        if self.marker != marker || known.count >= Self.capacity {
            known.removeAll(keepingCapacity: true)
            self.marker = marker
        }
        known[evidence.user.id] = evidence
    }
}
