import IdentityCore
import Threading

/// The ring that follows the store: read again when something may have changed there, by this or another process, and not
/// before. A token that names a key which is not in the ring costs no look at the store therefore.
final class WatchedKeyRing: Sendable {
    private struct Content: Sendable {
        var ring: KeyRing?
        var marker: ChangeMarker?
    }

    private let keys: any SigningKeyKeeping
    private let content = Locked(Content())

    init(_ keys: any SigningKeyKeeping) { self.keys = keys }

    func ring() async throws(ServiceError) -> KeyRing {
        // Before the reading: a change in between is then seen at the next look.
        let marker = try keys.changeMarker()
        let (known, knownMarker) = content.withLock { ($0.ring, $0.marker) }
        if let known, marker == knownMarker { return known }
        let ring = KeyRing(try await keys.goodKeys(), after: known)
        // Both go in together: a slower one with an older pair is corrected by the next look.
        content.withLock { content in
            content.ring = ring
            content.marker = marker
        }
        return ring
    }
}
