/// A text that names one thing for good, chosen by whoever makes the thing. Compared byte by byte; two kinds never mix.
package struct Named<Kind>: Hashable, Sendable, Comparable, RawRepresentable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }

    package static func < (left: Self, right: Self) -> Bool {
        left.rawValue.utf8.lexicographicallyPrecedes(right.rawValue.utf8)
    }
}

package enum OrganizationKind {}
package enum TenantKind {}
package enum ClientKind {}

/// The name of an organization, unique on the server.
package typealias OrganizationID = Named<OrganizationKind>
/// The name of a tenant, unique on the server.
package typealias TenantID = Named<TenantKind>
/// The name of a program that signs users in, unique on the server (OAuth 2.0 `client_id`, RFC 6749 section 2.2).
package typealias ClientID = Named<ClientKind>

extension Named where Kind == OrganizationKind {
    /// Where everybody lives who was put nowhere else.
    package static let standard = OrganizationID(rawValue: "default")
}

extension Named where Kind == TenantKind {
    /// The tenant of `OrganizationID.standard`.
    package static let standard = TenantID(rawValue: "default")
}

/// The name of a configured user source, for example `local` or `corp`.
package struct SourceID: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }

    /// The source whose passwords Gatehouse keeps itself.
    package static let local = SourceID(rawValue: "local")
    /// Of the users that clients are when they sign in as themselves; configured nowhere.
    package static let serviceAccount = SourceID(rawValue: "service-account")
}

/// What sort of source an entry of the configuration asks for, for example `local` or `ldap`.
package struct SourceKind: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }
}
