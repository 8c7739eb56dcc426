import IdentityCore
import LDAPKit

extension DirectorySettings {
    /// The last step of a sign-in: the groups, and whether one of them lets the person in.
    func outcome(
        of person: Person, over connection: LDAPConnection
    ) throws(LDAPFailure) -> AuthenticationOutcome {
        let found = try lookup().groups(of: person, over: connection)
        guard admission.admits(found ?? [], groups) else { return .rejected(.notAdmitted) }
        return .verified(identity(person, found))
    }
}
