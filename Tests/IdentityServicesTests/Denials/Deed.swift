import IdentityCore
import IdentityServices
import TestSupport
import Testing

/// Who is refused what: every public method of the services that acts for a caller stands here once.
struct Deed: Sendable, CustomTestStringConvertible {
    let name: String
    /// The kinds of callers that may; see `Deed.kinds`.
    let isAllowed: Set<String>
    let act: @Sendable (TestHouse, Caller, _ target: User, _ session: SessionID) async throws -> Void

    var testDescription: String { name }

    /// Who asks: nobody; holders of one built-in role in the target's organization; an `org-admin` of another
    /// organization (`foreign`); a super-admin's key that is good for its own keys only (`narrow-key`); a super-admin who
    /// acts as an admin (`impersonated`); the operator; a super-admin whose session or account has ended meanwhile.
    static let kinds = [
        "anonymous", "member", "reader", "auditor", "admin", "org-admin", "super-admin", "foreign", "narrow-key",
        "impersonated", "operator", "ended", "disabled",
    ]
    /// Who is signed in with an account, in a session of its own.
    static let accounts: Set<String> = [
        "member", "reader", "auditor", "admin", "org-admin", "super-admin", "foreign",
    ]
    static let managers: Set<String> = ["admin", "org-admin", "super-admin", "impersonated", "operator"]
    static let readers: Set<String> = managers.union(["reader", "auditor"])
    static let rulers: Set<String> = ["super-admin", "operator"]

    /// One list a service.
    static let all: [Deed] =
        users + sessions + authorization + accessKeys + impersonation + audit + secrets + groups + roles
        + workspaces + resources + organizations + clients + documents + invitations + desiredState + signIn + sources
        + signingKeys
        + administration
        + delegation
}
