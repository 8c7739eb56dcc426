import IdentityCore
import LDAPKit

/// Makes the person's name of the login and tries the password at it. What is known of the person is read as
/// the person.
struct DirectBind {
    let directory: DirectorySettings
    let name: DirectName
    let progress: Progress

    func outcome(_ attempt: PasswordAttempt, in seat: LDAPSeat) throws(LDAPFailure) -> AuthenticationOutcome {
        progress.reached(.userBind)
        guard PeopleLookup.canBeLogin(attempt.login), let text = name.name(for: attempt.login) else {
            try PretendedBind(directory: directory).run(attempt, in: seat)
            return .unknownSubject
        }
        guard attempt.password.canBeSent else { return .rejected(.wrongPassword) }
        if let refused = BindVerdict(try seat.bind(text, attempt.password), state: nil).refused { return refused }
        progress.reached(.userSearch)
        let hit = try seat.asUser { connection throws(LDAPFailure) in
            try PeopleLookup(directory: directory).entry(login: attempt.login, as: name, over: connection)
        }
        switch hit {
        // The password was right, and the person does not count.
        case .nobody: return .unknownSubject
        case .several(let names):
            return .failed(SourceFailure(.ambiguous, at: .userSearch, names.joined(separator: "; ")))
        case .one(let entry): return try outcome(attempt, entry, in: seat)
        }
    }

    private func outcome(
        _ attempt: PasswordAttempt, _ entry: LDAPEntry, in seat: LDAPSeat
    ) throws(LDAPFailure) -> AuthenticationOutcome {
        if !name.namesItsEntry {
            progress.reached(.userBind)
            if let refused = BindVerdict(try seat.bind(entry.dn, attempt.password), state: nil).refused {
                return refused
            }
        }
        let person: Person
        do throws(Person.Defect) { person = try directory.person(entry) } catch {
            return .failed(SourceFailure(.misconfigured, at: .attributes, "\(entry.dn): \(error.words)"))
        }
        if let closing = person.state.closing { return .rejected(closing.refusal) }
        progress.reached(.groups)
        return try seat.asUser { connection throws(LDAPFailure) in
            try directory.outcome(of: person, over: connection)
        }
    }
}
