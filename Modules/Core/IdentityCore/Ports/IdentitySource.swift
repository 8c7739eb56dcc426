/// What a source says of a person who proved to be themselves.
package struct ExternalIdentity: Hashable, Sendable {
    /// The source's stable name for the person.
    package var externalID: String
    package var login: String
    package var email: String?
    package var displayName: String

    package init(externalID: String, login: String, email: String? = nil, displayName: String) {
        self.externalID = externalID
        self.login = login
        self.email = email
        self.displayName = displayName
    }
}

/// A wrong password is an answer, not an error. Errors are for what could not be found out:
/// `unavailable(.source(…))` when the source does not answer.
package enum AuthenticationOutcome: Sendable {
    /// `rehashed` replaces the hash on file, for sources whose passwords Gatehouse keeps.
    case verified(ExternalIdentity, rehashed: PasswordHash? = nil)
    case rejected
    case unknownSubject
}

/// The account that a login belongs to, read once for the attempt. A source reads no store of its own.
package struct AccountOnFile: Sendable {
    package let user: User
    package let password: PasswordCredential?

    package init(user: User, password: PasswordCredential?) {
        self.user = user
        self.password = password
    }
}

package struct PasswordAttempt: Sendable {
    /// As the person wrote it.
    package let login: String
    /// NFKC normalised, never empty.
    package let password: Secret
    package let onFile: AccountOnFile?

    package init(login: String, password: Secret, onFile: AccountOnFile?) {
        self.login = login
        self.password = password
        self.onFile = onFile
    }
}

package protocol PasswordAuthenticator: Sendable {
    /// An unknown subject, one without a password and a wrong password cost the same work. A hash that was imported,
    /// or made at another cost, takes its own time until the first right password makes it anew.
    func authenticate(_ attempt: PasswordAttempt) async throws(ServiceError) -> AuthenticationOutcome
}

/// What becomes of people whom the source knows and Gatehouse does not. Belongs to the configuration entry.
package struct ProvisioningPolicy: Hashable, Sendable {
    package var createsOnFirstLogin: Bool

    package init(createsOnFirstLogin: Bool = false) { self.createsOnFirstLogin = createsOnFirstLogin }
}

/// An opened source. What it can do is data, not a cast.
package struct IdentitySource: Sendable {
    package let id: SourceID
    package let kind: SourceKind
    package let policy: ProvisioningPolicy
    /// Whether the passwords are Gatehouse's own, to be set and changed here.
    package let keepsPasswordsHere: Bool
    package let password: (any PasswordAuthenticator)?

    package init(
        id: SourceID, kind: SourceKind, policy: ProvisioningPolicy, keepsPasswordsHere: Bool,
        password: (any PasswordAuthenticator)?
    ) {
        self.id = id
        self.kind = kind
        self.policy = policy
        self.keepsPasswordsHere = keepsPasswordsHere
        self.password = password
    }
}

/// What a source may use. Never the store.
package struct SourceEnvironment: Sendable {
    package let hasher: any PasswordHasher
    package let clock: any Clock

    package init(hasher: any PasswordHasher, clock: any Clock) {
        self.hasher = hasher
        self.clock = clock
    }
}

/// A configuration section that names its own keys, so that an unknown one can be refused.
package protocol SourceConfiguration: Decodable, Sendable {
    static var knownKeys: Set<String> { get }
    /// Everything that is wrong, at once; fields are named relative to the section.
    var problems: [FieldProblem] { get }
}

/// A plug-in: a name, a typed configuration, one way to open.
package protocol IdentitySourceKind: Sendable {
    associatedtype Configuration: SourceConfiguration
    static var kind: SourceKind { get }
    static func open(
        _ configuration: Configuration, as id: SourceID, policy: ProvisioningPolicy, in environment: SourceEnvironment
    ) async throws(ServiceError) -> IdentitySource
}
