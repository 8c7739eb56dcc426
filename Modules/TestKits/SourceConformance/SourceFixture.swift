public import IdentityCore

/// An opened source that knows one person, made anew for each check.
public protocol SourceFixture: Sendable {
    var source: IdentitySource { get }
    /// Of the one person. At least four ASCII letters.
    var login: String { get }
    var password: Secret { get }
    /// The source's name for the person.
    var externalID: String { get }

    /// What the store has on file for the login, as a sign-in reads it. Only sources of this house use it.
    func account(for login: String) async throws -> AccountOnFile?

    /// Gives the person another password.
    /// - Returns: `false` when the source refuses to have such a password.
    func setPassword(_ password: Secret) async throws -> Bool

    /// Adds so many other people, so that they make several pages.
    /// - Returns: `false` when the source has no list of people.
    func addOthers(_ count: Int) async throws -> Bool

    /// Makes the source unreachable.
    /// - Returns: `false` when it has nothing to reach.
    func takeAway() async throws -> Bool
}

extension SourceFixture {
    public func account(for login: String) async throws -> AccountOnFile? { nil }
    public func addOthers(_ count: Int) async throws -> Bool { false }

    func authenticate(_ login: String, _ password: Secret) async throws -> AuthenticationOutcome {
        guard let authenticator = source.password else { throw BrokenPromise("The source checks no passwords.") }
        let attempt = PasswordAttempt(login: login, password: password, onFile: try await account(for: login))
        return try await authenticator.authenticate(attempt)
    }

    /// What could mean something to a query language; nobody has such a login.
    var hostileLogins: [String] {
        [
            "*", "\(login.prefix(2))*", "*)(uid=*", "\(login))(|(uid=*", "\(login)\\2a", "\\", "(\(login))",
            "\(login)\0", "\0", "\(login)' OR '1'='1", "\(login),dc=example", "", " ",
        ]
    }
}
