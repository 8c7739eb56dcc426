/// The account that a login belongs to, read once for the attempt. A source reads no store of its own. What is in it
/// concerns the sources of this house only.
public struct AccountOnFile: Sendable {
    package let user: User
    package let password: PasswordCredential?

    package init(user: User, password: PasswordCredential?) {
        self.user = user
        self.password = password
    }
}

public struct PasswordAttempt: Sendable {
    /// As the person wrote it, after the login rules of the source.
    public let login: String
    /// NFKC normalised, never empty.
    public let password: Secret
    package let onFile: AccountOnFile?

    package init(login: String, password: Secret, onFile: AccountOnFile?) {
        self.login = login
        self.password = password
        self.onFile = onFile
    }

    /// For a source that keeps nothing here.
    public init(login: String, password: Secret) {
        self.init(login: login, password: password, onFile: nil)
    }
}

public protocol PasswordAuthenticator: Sendable {
    /// An unknown subject, one without a password and a wrong password cost the same work. A hash that was imported,
    /// or made at another cost, takes its own time until the first right password makes it anew.
    /// - Throws: `limited` when too much is waiting here. What the source itself can't do is `failed`.
    func authenticate(_ attempt: PasswordAttempt) async throws(ServiceError) -> AuthenticationOutcome
}

/// An entry that can't become a user, for example one without a login.
public struct DirectoryDefect: Hashable, Sendable {
    /// The source's name for the entry, for example its DN.
    public let entry: String
    public let words: String
    /// When the source can tell: the user on file is not taken for gone.
    public let externalID: String?

    public init(entry: String, words: String, externalID: String? = nil) {
        self.entry = entry
        self.words = words
        self.externalID = externalID
    }
}

public struct DirectoryPage: Sendable {
    public var people: [ExternalIdentity]
    public var defects: [DirectoryDefect]

    public init(people: [ExternalIdentity], defects: [DirectoryDefect] = []) {
        self.people = people
        self.defects = defects
    }
}

/// Delivers the people that a source has, whoever checks their passwords.
public protocol DirectoryReading: Sendable {
    /// - Parameter login: after the login rules.
    /// - Returns: `nil` when nobody has it.
    func person(_ login: String) async throws(SourceFailure) -> ExternalIdentity?
    /// - Returns: `nil` when the source has nobody of that id.
    func person(externalID: String) async throws(SourceFailure) -> ExternalIdentity?
    /// Hands on everybody, page by page, on a thread of the source's own.
    /// - Parameter page: answers whether to read on.
    /// - Throws: whenever not all were read, so that who is missing is missing there too.
    func everybody(_ page: @escaping @Sendable (DirectoryPage) -> Bool) async throws(SourceFailure)
}

/// The person whose sign-in is looked at; without a password no bind as the person is tried.
public struct ExaminedLogin: Sendable {
    public let login: String
    public let password: Secret?

    public init(_ login: String, password: Secret? = nil) {
        self.login = login
        self.password = password
    }

    /// What a sign-in at the source would ask when this is what was typed.
    package func asked(by policy: ProvisioningPolicy, text: any TextNormalizing) -> ExaminedLogin {
        ExaminedLogin(policy.loginRules.applied(to: login), password: password.map(text.compatibilityComposed))
    }
}

/// Looks at a source step by step, as a sign-in goes through it.
public protocol SourceExamining: Sendable {
    /// What fails is a step; what could not be reached behind it is `skipped`.
    func examine(_ login: ExaminedLogin?) async -> SourceReport
}

public enum SourceHealth: Hashable, Sendable {
    /// Nobody asked it yet.
    case unknown
    case answering
    case failing(SourceFailure)

    /// Whether it would be no news after the other: at the same step for the same reason, whatever the words.
    package func isLike(_ other: SourceHealth) -> Bool {
        switch (self, other) {
        case (.unknown, .unknown), (.answering, .answering): true
        case (.failing(let one), .failing(let two)): one.kind == two.kind && one.step == two.step
        default: false
        }
    }
}

/// What an opened source holds open.
public protocol SourceUpkeep: Sendable {
    var health: SourceHealth { get }
    func close() async
}

/// An opened source. What it can do is data, not a cast.
public struct IdentitySource: Sendable {
    public let id: SourceID
    public let kind: SourceKind
    public let policy: ProvisioningPolicy
    /// Whether the passwords are Gatehouse's own, to be set and changed here.
    public let keepsPasswordsHere: Bool
    /// Whether people of the source are known by their login, folded, and by nothing else: then an account may be made
    /// before the source has told of the person.
    public let identifiesByLogin: Bool
    public let password: (any PasswordAuthenticator)?
    /// `nil` for a source that takes no tokens of others.
    public let token: (any TokenAuthenticator)?
    /// `nil` for a source that believes no proxy.
    public let assertion: (any AssertionAuthenticator)?
    public let directory: (any DirectoryReading)?
    public let examiner: (any SourceExamining)?
    /// `nil` when the source holds nothing open.
    public let upkeep: (any SourceUpkeep)?

    package init(
        id: SourceID, kind: SourceKind, policy: ProvisioningPolicy, keepsPasswordsHere: Bool,
        identifiesByLogin: Bool = false, password: (any PasswordAuthenticator)? = nil,
        token: (any TokenAuthenticator)? = nil,
        assertion: (any AssertionAuthenticator)? = nil, directory: (any DirectoryReading)? = nil,
        examiner: (any SourceExamining)? = nil, upkeep: (any SourceUpkeep)? = nil
    ) {
        self.id = id
        self.kind = kind
        self.policy = policy
        self.keepsPasswordsHere = keepsPasswordsHere
        self.identifiesByLogin = identifiesByLogin
        self.password = password
        self.token = token
        self.assertion = assertion
        self.directory = directory
        self.examiner = examiner
        self.upkeep = upkeep
    }

    /// A source that keeps its people's passwords elsewhere; what it can't do is `nil`.
    public init(
        id: SourceID, kind: SourceKind, policy: ProvisioningPolicy, identifiesByLogin: Bool = false,
        password: (any PasswordAuthenticator)? = nil, token: (any TokenAuthenticator)? = nil,
        assertion: (any AssertionAuthenticator)? = nil, directory: (any DirectoryReading)? = nil,
        examiner: (any SourceExamining)? = nil, upkeep: (any SourceUpkeep)? = nil
    ) {
        self.init(
            id: id, kind: kind, policy: policy, keepsPasswordsHere: false, identifiesByLogin: identifiesByLogin,
            password: password, token: token, assertion: assertion, directory: directory, examiner: examiner,
            upkeep: upkeep)
    }
}
