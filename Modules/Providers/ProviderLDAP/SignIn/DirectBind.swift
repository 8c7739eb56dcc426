import IdentityCore
import LDAPKit

/// Makes the person's name of the login and tries the password at it. What is known of the person is read as
/// the person.
struct DirectBind {
    let directory: DirectorySettings
    let name: DirectName
    let progress: Progress

    func outcome(_ attempt: PasswordAttempt, in seat: LDAPSeat) throws(LDAPFailure) -> AuthenticationOutcome {
        guard PeopleLookup.canBeLogin(attempt.login), let name = name.name(for: attempt.login) else {
            return .unknownSubject
        }
        guard attempt.password.canBeSent else { return .rejected(.wrongPassword) }
        progress.reached(.userBind)
        switch BindVerdict(try seat.bind(name, attempt.password), state: nil) {
        case .refused(let refusal, _): return .rejected(refusal)
        case .unknown: return .unknownSubject
        case .failed(let failure): return .failed(failure)
        case .accepted: break
        }
        return try seat.asUser { connection throws(LDAPFailure) in try outcome(attempt, over: connection) }
    }

    private func outcome(
        _ attempt: PasswordAttempt, over connection: LDAPConnection
    ) throws(LDAPFailure) -> AuthenticationOutcome {
        progress.reached(.userSearch)
        switch try PeopleLookup(directory: directory).entry(login: attempt.login, as: name, over: connection) {
        // The password was right, and the person does not count.
        case .nobody: return .unknownSubject
        case .several(let names):
            return .failed(SourceFailure(.ambiguous, at: .userSearch, names.joined(separator: "; ")))
        case .one(let entry):
            progress.reached(.groups)
            return try outcome(entry, over: connection)
        }
    }

    private func outcome(
        _ entry: LDAPEntry, over connection: LDAPConnection
    ) throws(LDAPFailure) -> AuthenticationOutcome {
        let person: Person
        do throws(Person.Defect) { person = try directory.person(entry) } catch {
            return .failed(SourceFailure(.misconfigured, at: .attributes, "\(entry.dn): \(error.words)"))
        }
        if let closing = person.state.closing { return .rejected(closing.refusal) }
        return try directory.outcome(of: person, over: connection)
    }
}
