import Glibc

/// A terminal without a screen: `device` is what a program sees, `keyboard` what a person types and reads.
package final class PseudoTerminal: Sendable {
    package let keyboard: Int32
    package let device: Int32
    package let path: String

    package init() {
        let unlock = UInt(0x4004_5431)  // TIOCSPTLCK
        let number = UInt(0x8004_5430)  // TIOCGPTN
        let keyboard = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var zero: Int32 = 0
        var index: Int32 = 0
        let isReady = withUnsafeMutablePointer(to: &zero) { ioctl(keyboard, unlock, $0) == 0 }
        let isNamed = withUnsafeMutablePointer(to: &index) { ioctl(keyboard, number, $0) == 0 }
        precondition(isReady && isNamed, "no pseudo terminal")
        self.keyboard = keyboard
        path = "/dev/pts/\(index)"
        device = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    }

    deinit {
        close(device)
        close(keyboard)
    }

    package func type(_ text: String) {
        let bytes = Array(text.utf8)
        let count = write(keyboard, bytes, bytes.count)
        precondition(count == bytes.count, "the pseudo terminal takes no more")
    }

    /// What a person saw, as far as it is there now.
    package func screen() -> String {
        var request = pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, 0) == 1 else { return "" }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = read(keyboard, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    package var echoes: Bool { Self.echoes(device) }

    package static func echoes(_ device: Int32) -> Bool {
        let attributes = UnsafeMutablePointer<termios>.allocate(capacity: 1)
        defer { attributes.deallocate() }
        tcgetattr(device, attributes)
        return attributes.pointee.c_lflag & tcflag_t(ECHO) != 0
    }
}
