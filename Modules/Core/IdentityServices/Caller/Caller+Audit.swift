package import FoundationEssentials
package import IdentityCore

extension Caller {
    /// Who really acts.
    var actor: AuditActor {
        switch principal {
        case .anonymous: .anonymous
        case .account(let account):
            Self.actor(account.impersonator?.user ?? account.user)
        case .globalKey(let holder): .key(holder.key.id, name: holder.key.name.display)
        case .operator(let name): .operator(name)
        case .system: .system
        }
    }

    /// On whose behalf, when that is somebody else.
    private var subject: AuditSubject? {
        guard let account, account.impersonator != nil else { return nil }
        return AuditSubject(account.user.id, login: account.user.login.display)
    }

    private var home: OrganizationID? {
        switch principal {
        case .account, .globalKey: organization
        case .anonymous, .operator, .system: nil
        }
    }

    private static func actor(_ user: User) -> AuditActor { .user(user.id, login: user.login.display) }

    /// - Parameter place: the organization whose administrators may read the record: that of the object; unless told,
    ///   the caller's own, and nobody's when the caller has none.
    package func entry(
        _ action: AuditAction, on object: AuditObject?, at moment: Date, in place: OrganizationID? = nil,
        outcome: AuditOutcome = .success, detail: String? = nil
    ) -> AuditEntry {
        AuditEntry(
            at: moment, actor: actor, subject: subject, organization: place ?? home, action: action, object: object,
            outcome: outcome, detail: detail,
            address: origin.address, requestID: origin.requestID)
    }
}

extension AuditObject {
    static func user(_ user: User) -> AuditObject {
        AuditObject(kind: .user, id: user.id.description, name: user.login.display)
    }

    static func workspace(_ workspace: Workspace) -> AuditObject {
        AuditObject(kind: .workspace, id: workspace.id.description, name: workspace.name)
    }

    static func resource(_ resource: Resource) -> AuditObject {
        AuditObject(kind: .resource, id: "\(resource.type)/\(resource.id)", name: resource.name)
    }
}
