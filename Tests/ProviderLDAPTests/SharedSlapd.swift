import TestSupport

/// One directory for all tests that change nothing in it. It ends with the process.
enum SharedSlapd {
    private static let started = Result { try Slapd.start() }

    static func get() throws -> Slapd { try started.get() }
}
