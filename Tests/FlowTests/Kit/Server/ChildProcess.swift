import Glibc
import Synchronization

/// A program that a test has started. Ends with the test at the latest.
final class ChildProcess: Sendable {
    enum Ending: Hashable, Sendable {
        case exit(Int32)
        case signal(Int32)
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let pid: pid_t
    private let ending = Mutex<Ending?>(nil)

    /// - Parameters:
    ///   - command: the program, found by PATH when it has no slash, and its arguments.
    ///   - output: a file for its standard output, and `errors` one for its standard error; appended to.
    init(_ command: [String], output: String, errors: String) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var started: pid_t = 0
        let code = posix_spawnp(&started, command[0], &actions, nil, &arguments, environ)
        guard code == 0 else { throw Failure(description: "\(command[0]): \(String(cString: strerror(code)))") }
        pid = started
    }

    deinit {
        guard ending.withLock({ $0 }) == nil else { return }
        kill(pid, SIGKILL)
        waitpid(pid, nil, 0)
    }

    func signal(_ number: Int32) {
        ending.withLock { if $0 == nil { kill(pid, number) } }
    }

    /// How it ended, or `nil` while it runs.
    var result: Ending? {
        ending.withLock { known in
            guard known == nil else { return known }
            var status: Int32 = 0
            guard waitpid(pid, &status, WNOHANG) == pid else { return nil }
            known = status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
            return known
        }
    }

    func waitForEnd(within limit: Duration = .seconds(120)) async throws -> Ending {
        try await eventually("process \(pid) has ended", within: limit) { result }
    }

    /// Runs a helper program to its end.
    /// - Returns: what it wrote, standard error after standard output.
    static func run(_ command: [String], in folder: TemporaryFolder) async throws -> (ending: Ending, text: String) {
        let output = "\(folder.path)/run-\(UInt32.random(in: 0...UInt32.max)).txt"
        let child = try ChildProcess(command, output: output, errors: output)
        let ending = try await child.waitForEnd(within: .seconds(300))
        return (ending, String(decoding: TemporaryFolder.bytes(of: output), as: UTF8.self))
    }
}
