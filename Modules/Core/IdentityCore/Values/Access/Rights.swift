/// One thing that Gatehouse itself lets a caller do. Each is a permission of one of its own types, on any resource.
public enum Right: String, Hashable, Sendable, CaseIterable {
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
    /// Reads the secret of a client in clear.
    case revealClientSecrets = "clients:reveal"
    /// Makes, lists and ends one's own access keys.
    case keepOwnKeys = "own-keys:manage"
    case manageKeys = "keys:manage"
    /// Stores and reads one's own secrets and connection credentials; nobody has a right to another's.
    case keepOwnSecrets = "own-secrets:manage"
    /// Asks who may do what, and why.
    case readAuthorization = "authorization:read"
    case readAudit = "audit:read"
    case readMetrics = "metrics:read"
    case readSources = "sources:read"
    /// Tests sources, also with settings of one's own, and brings their people in.
    case manageSources = "sources:manage"
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
        for right in rights { bits |= right.bit }
    }

    package init(arrayLiteral elements: Right...) { self.init(elements) }

    package var isEmpty: Bool { bits == 0 }

    package func contains(_ right: Right) -> Bool { bits & right.bit != 0 }

    package func isSubset(of other: Rights) -> Bool { bits & ~other.bits == 0 }

    package func union(_ other: Rights) -> Rights { Rights(bits: bits | other.bits) }

    package func intersection(_ other: Rights) -> Rights { Rights(bits: bits & other.bits) }

    package func subtracting(_ other: Rights) -> Rights { Rights(bits: bits & ~other.bits) }

    private init(bits: UInt64) { self.bits = bits }
}

extension Right {
    /// In the order of their names.
    package static let sorted = allCases.sorted {
        $0.rawValue.utf8.lexicographicallyPrecedes($1.rawValue.utf8)
    }

    /// By hand: a dictionary or the text would be looked up several times for every request.
    fileprivate var bit: UInt64 {
        switch self {
        case .readUsers: 1 << 0
        case .manageUsers: 1 << 1
        case .exportUsers: 1 << 2
        case .impersonate: 1 << 3
        case .manageSessions: 1 << 4
        case .readGroups: 1 << 5
        case .manageGroups: 1 << 6
        case .readRoles: 1 << 7
        case .manageRoles: 1 << 8
        case .readOrganizations: 1 << 9
        case .manageOrganizations: 1 << 10
        case .manageTenants: 1 << 11
        case .readWorkspaces: 1 << 12
        case .createWorkspaces: 1 << 13
        case .manageWorkspaces: 1 << 14
        case .readResources: 1 << 15
        case .manageResources: 1 << 16
        case .readClients: 1 << 17
        case .manageClients: 1 << 18
        case .keepOwnKeys: 1 << 19
        case .manageKeys: 1 << 20
        case .keepOwnSecrets: 1 << 21
        case .readAuthorization: 1 << 22
        case .readAudit: 1 << 23
        case .readMetrics: 1 << 24
        case .manageServer: 1 << 25
        case .readSources: 1 << 26
        case .manageSources: 1 << 27
        case .revealClientSecrets: 1 << 30
        }
    }
}
