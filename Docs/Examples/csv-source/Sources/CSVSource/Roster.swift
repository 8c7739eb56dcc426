import FoundationEssentials
import IdentityCore
import Synchronization

/// The file, read anew whenever it is another one.
final class Roster: SourceUpkeep {
    static let maximumBytes = 16 << 20

    private struct Stamp: Equatable {
        let file: Int?
        let size: Int
        let modified: Date?
    }

    private struct State {
        var stamp: Stamp?
        var contents = RosterContents()
        var health = SourceHealth.unknown
    }

    let path: String
    private let separator: Character
    private let healthChanged: @Sendable (SourceHealth) -> Void
    private let state = Mutex(State())

    init(path: String, separator: Character, healthChanged: @escaping @Sendable (SourceHealth) -> Void) {
        self.path = path
        self.separator = separator
        self.healthChanged = healthChanged
    }

    var health: SourceHealth { state.withLock { $0.health } }

    func close() async {}

    /// - Throws: `unavailable` when there is no file to be read, `misconfigured` when it is not such a file.
    func contents() throws(SourceFailure) -> RosterContents {
        let (result, news) = state.withLock { state in
            let result = Result { () throws(SourceFailure) in try read(&state) }
            let health: SourceHealth =
                switch result {
                case .success: .answering
                case .failure(let failure): .failing(failure)
                }
            defer { state.health = health }
            return (result, state.health == health ? nil : health)
        }
        if let news { healthChanged(news) }
        return try result.get()
    }

    private func read(_ state: inout State) throws(SourceFailure) -> RosterContents {
        guard let facts = try? FileManager.default.attributesOfItem(atPath: path) else { throw unreadable }
        let stamp = Stamp(
            file: facts[.systemFileNumber] as? Int, size: facts[.size] as? Int ?? 0,
            modified: facts[.modificationDate] as? Date)
        if state.stamp == stamp { return state.contents }
        guard stamp.size <= Self.maximumBytes else {
            throw SourceFailure(.misconfigured, at: .configuration, "\(path) is larger than 16 MiB.")
        }
        guard let bytes = FileManager.default.contents(atPath: path) else { throw unreadable }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SourceFailure(.misconfigured, at: .configuration, "\(path) is no UTF-8.")
        }
        state.contents = try RosterContents(text, separator: separator)
        state.stamp = stamp
        return state.contents
    }

    private var unreadable: SourceFailure { SourceFailure(.unavailable, at: .connect, "\(path) can't be read.") }
}
