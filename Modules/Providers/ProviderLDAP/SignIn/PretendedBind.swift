import IdentityCore
import LDAPKit

/// For a login that nobody has: as long a way to the directory as a wrong password has, without anybody's password.
struct PretendedBind {
    let directory: DirectorySettings

    func run(_ attempt: PasswordAttempt, in seat: LDAPSeat) throws(LDAPFailure) {
        guard attempt.password.canBeSent else { return }
        let name = "cn=nobody-of-gatehouse,\(directory.people.base.text)"
        _ = try seat.bind(name, Secret("nobody has this name or this password"))
    }
}
