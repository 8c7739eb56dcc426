import IdentityCore
import LDAPKit

/// Finds the entry as the source's own account, and tries the password at it.
struct SearchThenBind {
    let directory: DirectorySettings
    let progress: Progress

    func outcome(_ attempt: PasswordAttempt, in seat: LDAPSeat) throws(LDAPFailure) -> AuthenticationOutcome {
        progress.reached(.userSearch)
        let hit = try seat.asService { connection throws(LDAPFailure) in
            try PeopleLookup(directory: directory).entry(login: attempt.login, over: connection)
        }
        progress.reached(.userBind)
        switch hit {
        case .nobody:
            try pretend(attempt, in: seat)
            return .unknownSubject
        case .several(let names):
            let words = "The login means more than one entry: \(names.joined(separator: "; "))"
            return .failed(SourceFailure(.ambiguous, at: .userSearch, words))
        case .one(let entry): return try outcome(attempt, entry, in: seat)
        }
    }

    private func outcome(
        _ attempt: PasswordAttempt, _ entry: LDAPEntry, in seat: LDAPSeat
    ) throws(LDAPFailure) -> AuthenticationOutcome {
        let person: Person
        do throws(Person.Defect) { person = try directory.person(entry) } catch {
            return .failed(SourceFailure(.misconfigured, at: .attributes, "\(entry.dn): \(error.words)"))
        }
        guard attempt.password.canBeSent else { return .rejected(.wrongPassword) }
        switch BindVerdict(try seat.bind(entry.dn, attempt.password), state: person.state) {
        case .refused(let refusal, _): return .rejected(refusal)
        case .unknown: return .unknownSubject
        case .failed(let failure): return .failed(failure)
        case .accepted: break
        }
        progress.reached(.groups)
        return try seat.asService { connection throws(LDAPFailure) in
            try directory.outcome(of: person, over: connection)
        }
    }

    /// Nobody has the login: as long a way to the directory as a wrong password has, without anybody's password.
    private func pretend(_ attempt: PasswordAttempt, in seat: LDAPSeat) throws(LDAPFailure) {
        guard attempt.password.canBeSent else { return }
        let name = "cn=nobody-of-gatehouse,\(directory.people.base.text)"
        _ = try seat.bind(name, Secret("nobody has this name or this password"))
    }
}
