import Dispatch
import IdentityCore

/// A write that keeps the writer's thread until it is let go, so that others gather behind it.
struct HeldWriter {
    private let release = DispatchSemaphore(value: 0)
    private let write: Task<Void, any Error>

    /// Returns once the writer is held.
    init(of storage: any Storage) async {
        let (begun, signal) = AsyncStream.makeStream(of: Void.self)
        let release = release
        write = Task {
            try await storage.write { _ in
                signal.finish()
                release.wait()
            }
        }
        for await _ in begun {}
    }

    func letGo() async throws {
        release.signal()
        try await write.value
    }
}
