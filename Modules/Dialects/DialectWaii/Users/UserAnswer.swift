import IdentityCore
import JSONText

/// A user as clients read one.
struct UserAnswer: Sendable {
    let user: User
    let variables: Document?

    func write(to writer: inout JSONWriter) {
        writer.field("id", user.login.display)
        writer.field("name", user.displayName.display)
        writer.field("tenant_id", user.waiiTenant)
        writer.field("org_id", user.organization.rawValue)
        writer.variables(variables)
        writer.texts("roles", WaiiRoles.shown(user.roles))
    }
}

/// Whoever asks, or is asked as.
struct WhoAnswer: Sendable {
    let user: User
    let grants: Grants

    func write(to writer: inout JSONWriter) {
        writeFields(to: &writer)
        // Not in the contract, but on the page that people read.
        writer.object("user_info") { writer in
            writeFields(to: &writer)
            writer.field("tenant_id", user.waiiTenant)
            writer.field("org_id", user.organization.rawValue)
        }
    }

    private func writeFields(to writer: inout JSONWriter) {
        writer.field("id", user.login.display)
        writer.field("name", user.displayName.display)
        // Never null for the clients.
        writer.field("email", user.email?.display ?? user.login.display)
        writer.texts("roles", WaiiRoles.shown(user.roles))
        writer.texts("permissions", WaiiPermissions.shown(grants))
    }
}

extension User {
    /// Waii knows nothing of the tenant that every organization has of its own: whoever lives there is in none.
    fileprivate var waiiTenant: String? { tenant.isOwn(of: organization) ? nil : tenant.rawValue }
}

extension Named where Kind == TenantKind {
    /// Whether it is the one that was made with the organization and goes with it.
    func isOwn(of organization: OrganizationID) -> Bool { rawValue == organization.rawValue }
}
