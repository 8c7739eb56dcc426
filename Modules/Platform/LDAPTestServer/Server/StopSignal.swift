import CLinux
import Glibc

/// Tells all threads of a server at once that it stops: a descriptor that is readable from then on.
final class StopSignal: Sendable {
    let descriptor: Int32

    init() {
        descriptor = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        precondition(descriptor >= 0, "no eventfd")
    }

    deinit { close(descriptor) }

    func give() { _ = eventfd_write(descriptor, 1) }
}
