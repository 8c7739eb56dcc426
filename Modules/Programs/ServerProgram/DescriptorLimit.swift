import Glibc

/// How many files and sockets the process may have open.
enum DescriptorLimit {
    /// Raises the soft limit, which many systems set to 1,024, to what the process may have at most; each connection
    /// takes one.
    static func raise() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
