import CommandParsing
import IdentityCore
import Threading

/// How far a run of the sync has come, for a person at the terminal. How many there are to read, nobody knows before.
final class SyncProgressBar: Sendable {
    private let source: SourceID
    private let bar = Locked<(title: String, bar: ProgressBar)?>(nil)

    init(of source: SourceID) { self.source = source }

    @Sendable func show(_ progress: SyncProgress) {
        switch progress {
        case .read(let count): show("reading from \(source)", count, of: nil)
        case .planned(let count, let total): show("comparing", count, of: total)
        case .applied(let count, let total): show("applying", count, of: total)
        }
    }

    func finish() { bar.withLock { $0?.bar.finish() } }

    private func show(_ title: String, _ count: Int, of total: Int?) {
        bar.withLock { current in
            var bar = current?.title == title ? current?.bar : nil
            bar = bar ?? ProgressBar(title, total: total)
            bar?.show(count)
            current = bar.map { (title, $0) }
        }
    }
}
