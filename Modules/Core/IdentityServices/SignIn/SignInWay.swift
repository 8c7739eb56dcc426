import IdentityCore

/// A source that supplies people, and the one that checks their passwords; mostly the same.
struct SignInWay: Sendable {
    /// Why nobody of a source can sign in with a password.
    enum Obstacle: String, Sendable {
        case notConfigured = "not-configured"
        case takesNoPasswords = "takes-no-passwords"
    }

    let supplier: IdentitySource
    let checker: IdentitySource
    let authenticator: any PasswordAuthenticator

    var isApart: Bool { supplier.id != checker.id }
}

extension SignInService {
    func way(for source: SourceID) -> Result<SignInWay, SignInWay.Obstacle> {
        guard let supplier = sources.first(where: { $0.id == source }) else { return .failure(.notConfigured) }
        let checkerID = supplier.policy.signsInThrough ?? supplier.id
        guard let checker = sources.first(where: { $0.id == checkerID }) else { return .failure(.notConfigured) }
        guard let authenticator = checker.password else { return .failure(.takesNoPasswords) }
        return .success(SignInWay(supplier: supplier, checker: checker, authenticator: authenticator))
    }

    /// The ways of those whose name is not on file: each outside source that brings people along, in the order of the
    /// configuration.
    var waysForNewcomers: [SignInWay] {
        sources.filter { $0.policy.createsOnFirstLogin && !$0.keepsPasswordsHere }
            .compactMap { try? way(for: $0.id).get() }
    }
}

extension SignInWay.Obstacle: Error {}
