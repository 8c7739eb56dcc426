import FoundationEssentials
import Glibc

/// A program that a test has started. Descriptors of other tests' programs are never handed on to it, so that the end
/// of its input is seen.
package final class Program {
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// The top of the tree, where `Scripts` is.
    package static let tree = {
        let here = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return here.dropLast(4).joined(separator: "/")
    }()

    private let id: pid_t
    private var ending: Int32?

    /// - Parameter descriptors: standard input, output and error; they stay the caller's.
    init(_ command: [String], descriptors: [Int32]) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, descriptor) in descriptors.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(target))
        }
        // Threads of Swift's pools hold signals back, and a child would inherit that: nothing could end it gently.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var id = pid_t()
        let result = posix_spawnp(&id, command[0], &actions, &attributes, &words, environ)
        guard result == 0 else { throw Failure(description: "\(command[0]): \(String(cString: strerror(result)))") }
        self.id = id
    }

    deinit { stop() }

    /// - Returns: the exit status, or the negative number of the signal.
    func wait() -> Int32 {
        if let ending { return ending }
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0 { precondition(errno == EINTR, "no such child") }
        let signal = status & 0x7F
        let result = signal == 0 ? (status >> 8) & 0xFF : -signal
        ending = result
        return result
    }

    func stop() {
        guard ending == nil else { return }
        kill(id, SIGKILL)
        _ = wait()
    }

    /// Runs a program to its end.
    /// - Returns: what it wrote to standard output.
    /// - Throws: ``Failure`` with what it wrote to standard error, when it ends with another status than 0.
    @discardableResult
    package static func run(_ command: [String], input: [UInt8] = []) throws -> [UInt8] {
        let reading = try Scratch(input), writing = try Scratch([]), errors = try Scratch([])
        let status = try Program(
            command, descriptors: [reading.descriptor, writing.descriptor, errors.descriptor]
        ).wait()
        guard status == 0 else { throw Failure(description: "\(command[0]) ended with \(status): \(errors.text)") }
        return writing.contents
    }
}
