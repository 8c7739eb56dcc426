package import IdentityCore
import Threading

/// What the last questions to an issuer say of its health.
package final class HealthWatch: Sendable {
    private let source: SourceID
    private let last = Locked(SourceHealth.unknown)
    private let changed: @Sendable (SourceID, SourceHealth) -> Void

    package init(of source: SourceID, changed: @escaping @Sendable (SourceID, SourceHealth) -> Void) {
        self.source = source
        self.changed = changed
    }

    package var health: SourceHealth { last.withLock { $0 } }

    package func note(_ health: SourceHealth) {
        let isNews = last.withLock { last in
            defer { last = health }
            return !last.isLike(health)
        }
        if isNews { changed(source, health) }
    }
}

/// What an opened source of outside tokens holds open: the threads that ask the issuer.
package struct IssuerUpkeep: SourceUpkeep {
    private let watch: HealthWatch
    private let end: @Sendable () -> Void

    package init(_ watch: HealthWatch, end: @escaping @Sendable () -> Void) {
        self.watch = watch
        self.end = end
    }

    package var health: SourceHealth { watch.health }
    package func close() async { end() }
}
