/// A text that names one thing for good, chosen by whoever makes the thing. Compared byte by byte; two kinds never mix.
public struct Named<Kind>: Hashable, Sendable, Comparable, RawRepresentable, CustomStringConvertible {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public var description: String { rawValue }

    public static func < (left: Self, right: Self) -> Bool {
        left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
    }
}

public enum OrganizationKind {}
public enum TenantKind {}
package enum ClientKind {}

/// The name of an organization, unique on the server.
public typealias OrganizationID = Named<OrganizationKind>
/// The name of a tenant, unique on the server.
public typealias TenantID = Named<TenantKind>
/// The name of a program that signs users in, unique on the server (OAuth 2.0 `client_id`, RFC 6749 section 2.2).
package typealias ClientID = Named<ClientKind>

extension Named where Kind == OrganizationKind {
    /// Where everybody lives who was put nowhere else.
    public static let standard = OrganizationID(rawValue: "default")
}

extension Named where Kind == TenantKind {
    /// The tenant of `OrganizationID.standard`.
    public static let standard = TenantID(rawValue: "default")
}

/// The name of a configured user source, for example `local` or `corp`.
public struct SourceID: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public var description: String { rawValue }

    /// The source whose passwords Gatehouse keeps itself.
    public static let local = SourceID(rawValue: "local")
    /// Of the users that clients are when they sign in as themselves; configured nowhere.
    package static let serviceAccount = SourceID(rawValue: "service-account")
}

/// What sort of source an entry of the configuration asks for, for example `local` or `ldap`.
public struct SourceKind: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public var description: String { rawValue }
}
