package import IdentityServices

/// Everything a dialect may call. Assembled once.
package struct Services: Sendable {
    package let signIn: SignInService
    package let sessions: SessionService
    package let users: UserService
    package let audit: AuditService

    package init(signIn: SignInService, sessions: SessionService, users: UserService, audit: AuditService) {
        self.signIn = signIn
        self.sessions = sessions
        self.users = users
        self.audit = audit
    }
}
