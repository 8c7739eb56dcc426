import IdentityCore

/// Compares passwords with the hashes of the file.
struct RosterPasswords: PasswordAuthenticator {
    let roster: Roster
    let hasher: any PasswordHasher

    func authenticate(_ attempt: PasswordAttempt) async throws(ServiceError) -> AuthenticationOutcome {
        let person: RosterPerson?
        do throws(SourceFailure) { person = try roster.contents().person(attempt.login) } catch {
            return .failed(error)
        }
        return try await check(attempt.password, of: person)
    }

    /// A login that nobody has, one without a password and a wrong password cost the same work, so that nobody can tell by
    /// the time who is in the file.
    func check(_ password: Secret, of person: RosterPerson?) async throws(ServiceError) -> AuthenticationOutcome {
        guard let person, let hash = person.hash, !password.isEmpty else {
            try await hasher.verifyNothing(password)
            return person == nil ? .unknownSubject : .rejected(.wrongPassword)
        }
        switch try await hasher.verify(password, against: hash) {
        case .mismatch: return .rejected(.wrongPassword)
        // Only whoever knows the password learns that the account is closed.
        case .match, .matchNeedsRehash:
            return person.identity.isActive ? .verified(person.identity) : .rejected(.disabled)
        }
    }
}
