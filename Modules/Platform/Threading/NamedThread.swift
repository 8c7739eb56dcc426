import CLinux
import Glibc

/// A kernel thread of our own, for work that blocks.
package enum NamedThread {
    private final class Entry: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }

    /// Starts a detached thread. It shows in `top -H` and in a debugger by its name.
    /// - Parameter name: at most 15 bytes are kept (the kernel's limit).
    package static func start(_ name: String, _ body: @escaping @Sendable () -> Void) {
        let entry = Unmanaged.passRetained(Entry(name: name, body: body))
        var handle = pthread_t()
        let result = pthread_create(
            &handle, nil,
            { raw in
                let entry = Unmanaged<Entry>.fromOpaque(raw!).takeRetainedValue()
                _ = CLinux.pthread_setname_np(pthread_self(), String(entry.name.prefix(15)))
                entry.body()
                return nil
            }, entry.toOpaque())
        precondition(result == 0, "pthread_create failed: \(result)")
        pthread_detach(handle)
    }
}
