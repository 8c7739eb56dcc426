import Glibc

/// A program of ours under way, as a person or a script starts it.
final class ChildProcess: Sendable {
    /// Where the programs were built: beside the bundle of the tests.
    static let folder: String = {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        precondition(count > 0, "no /proc")
        let path = String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return String(path[..<path.lastIndex(of: "/")!])
    }()

    let id: pid_t

    /// - Parameters:
    ///   - program: a name beside the tests, or a path.
    ///   - descriptors: standard input, output and error; they stay the caller's.
    init(_ program: String, _ arguments: [String], environment: [String], descriptors: [Int32]) {
        let path = program.hasPrefix("/") ? program : "\(Self.folder)/\(program)"
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, descriptor) in descriptors.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(target))
        }
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
        defer { for word in words + variables { free(word) } }
        var id = pid_t()
        let result = posix_spawn(&id, path, &actions, nil, &words, &variables)
        precondition(result == 0, "\(path) can't be started: \(String(cString: strerror(result)))")
        self.id = id
    }

    /// Waits for the end.
    /// - Returns: the exit status, or the negative number of the signal.
    func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0 { precondition(errno == EINTR, "no such child") }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : -signal
    }

    func reload() { kill(id, SIGHUP) }

    func crash() { kill(id, SIGKILL) }

    func stop() { kill(id, SIGTERM) }
}
