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
            try PretendedBind(directory: directory).run(attempt, in: seat)
            return .unknownSubject
        case .several(let names):
            try PretendedBind(directory: directory).run(attempt, in: seat)
            let words = "The login means more than one entry: \(names.joined(separator: "; "))"
            return .failed(SourceFailure(.ambiguous, at: .userSearch, words))
        case .one(let entry): return try outcome(attempt, entry, in: seat)
        }
    }

    private func outcome(
        _ attempt: PasswordAttempt, _ entry: LDAPEntry, in seat: LDAPSeat
    ) throws(LDAPFailure) -> AuthenticationOutcome {
        guard attempt.password.canBeSent else { return .rejected(.wrongPassword) }
        let state = AccountState(entry, now: directory.clock.now())
        if let refused = BindVerdict(try seat.bind(entry.dn, attempt.password), state: state).refused { return refused }
        let person: Person
        // Told only to whom the entry belongs: without a password it is an entry like all others.
        do throws(Person.Defect) { person = try directory.person(entry) } catch {
            return .failed(SourceFailure(.misconfigured, at: .attributes, "\(entry.dn): \(error.words)"))
        }
        progress.reached(.groups)
        return try seat.asService { connection throws(LDAPFailure) in
            try directory.outcome(of: person, over: connection)
        }
    }
}
