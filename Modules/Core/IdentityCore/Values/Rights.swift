/// One thing that a caller may be allowed to do.
package enum Right: String, Hashable, Sendable, CaseIterable {
    case readUsers = "users:read"
    case manageUsers = "users:manage"
    case manageSessions = "sessions:manage"
    case readAudit = "audit:read"
    case readMetrics = "metrics:read"
    case manageServer = "server:manage"
}

/// A set of rights in one machine word: asked on every request and again in every write.
package struct Rights: Hashable, Sendable, ExpressibleByArrayLiteral {
    package static let all = Rights(Right.allCases)

    private var bits: UInt64 = 0

    package init(_ rights: some Sequence<Right> = []) {
        for right in rights { bits |= Self.bit(right) }
    }

    package init(arrayLiteral elements: Right...) { self.init(elements) }

    package func contains(_ right: Right) -> Bool { bits & Self.bit(right) != 0 }

    package func isSubset(of other: Rights) -> Bool { bits & ~other.bits == 0 }

    package func union(_ other: Rights) -> Rights {
        var both = self
        both.bits |= other.bits
        return both
    }

    private static func bit(_ right: Right) -> UInt64 {
        switch right {
        case .readUsers: 1 << 0
        case .manageUsers: 1 << 1
        case .manageSessions: 1 << 2
        case .readAudit: 1 << 3
        case .readMetrics: 1 << 4
        case .manageServer: 1 << 5
        }
    }
}
