/// One thing that Gatehouse itself lets a caller do. Each is a permission of one of its own types, on any resource.
package enum Right: String, Hashable, Sendable, CaseIterable {
    case readUsers = "users:read"
    case manageUsers = "users:manage"
    /// Reads password hashes and everything else that an import needs.
    case exportUsers = "users:export"
    case impersonate = "users:impersonate"
    case manageSessions = "sessions:manage"
    case readGroups = "groups:read"
    case manageGroups = "groups:manage"
    case readRoles = "roles:read"
    case manageRoles = "roles:manage"
    case readOrganizations = "organizations:read"
    case manageOrganizations = "organizations:manage"
    case manageTenants = "tenants:manage"
    case readWorkspaces = "workspaces:read"
    case createWorkspaces = "workspaces:create"
    case manageWorkspaces = "workspaces:manage"
    case readResources = "resources:read"
    case manageResources = "resources:manage"
    case readClients = "clients:read"
    case manageClients = "clients:manage"
    /// Makes, lists and ends one's own access keys.
    case keepOwnKeys = "own-keys:manage"
    case manageKeys = "keys:manage"
    /// Stores and reads one's own secrets and connection credentials; nobody has a right to another's.
    case keepOwnSecrets = "own-secrets:manage"
    /// Asks who may do what, and why.
    case readAuthorization = "authorization:read"
    case readAudit = "audit:read"
    case readMetrics = "metrics:read"
    case manageServer = "server:manage"

    package var type: String { String(rawValue.prefix { $0 != ":" }) }
    package var action: String { String(rawValue.drop { $0 != ":" }.dropFirst()) }

    /// The types of resources that are Gatehouse's own; every other type belongs to some dialect or client.
    package static let types = Set(allCases.map(\.type))
    /// Every right on one of Gatehouse's own types.
    package static let ofType: [String: Rights] = Dictionary(grouping: allCases, by: \.type).mapValues { Rights($0) }
}

/// A set of rights in one machine word: asked on every request and again in every write.
package struct Rights: Hashable, Sendable, ExpressibleByArrayLiteral {
    package static let all = Rights(Right.allCases)

    private var bits: UInt64 = 0

    package init(_ rights: some Sequence<Right> = []) {
        for right in rights { bits |= Self.bit[right]! }
    }

    package init(arrayLiteral elements: Right...) { self.init(elements) }

    package var isEmpty: Bool { bits == 0 }

    package func contains(_ right: Right) -> Bool { bits & Self.bit[right]! != 0 }

    package func isSubset(of other: Rights) -> Bool { bits & ~other.bits == 0 }

    package func union(_ other: Rights) -> Rights { Rights(bits: bits | other.bits) }

    package func intersection(_ other: Rights) -> Rights { Rights(bits: bits & other.bits) }

    package func subtracting(_ other: Rights) -> Rights { Rights(bits: bits & ~other.bits) }

    private init(bits: UInt64) { self.bits = bits }

    private static let bit: [Right: UInt64] = Dictionary(
        uniqueKeysWithValues: Right.allCases.enumerated().map { ($1, 1 << UInt64($0)) })
}
