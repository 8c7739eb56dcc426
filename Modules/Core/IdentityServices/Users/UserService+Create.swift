package import FoundationEssentials
package import IdentityCore

/// What a new user is to be. Names are checked here, not by whoever fills this in.
package struct CreateUser: Sendable {
    package enum Credential: Sendable {
        /// The account can't sign in with a password until one is set.
        case none
        /// - Parameter temporary: good only for choosing an own one at the first sign-in.
        case password(Secret, temporary: Bool)
        /// Made elsewhere: argon2id, bcrypt or PBKDF2; hashed anew at the first sign-in.
        case imported(PasswordHash)
    }

    package var login: String
    package var email: String?
    /// The login when left out.
    package var displayName: String?
    package var givenName: String?
    package var familyName: String?
    package var isEnabled: Bool
    package var source: SourceID
    package var externalID: String?
    /// The caller's own when left out, or the tenant's.
    package var organization: OrganizationID?
    /// The one that bears the organization's name when left out.
    package var tenant: TenantID?
    package var isEmailVerified = false
    package var profile: String?
    package var trial: Trial?
    package var validUntil: Date?
    package var roles: Set<String>
    package var groups: Set<GroupSelector> = []
    package var credential: Credential
    /// From when on a temporary password opens nothing; without end when left out.
    package var passwordValidUntil: Date?
    /// Whether an own password has to be chosen at the first sign-in, also behind an imported hash.
    package var requiresPasswordChange = false
    /// Stored with the user; see `DocumentService`.
    package var documents: [DocumentName: String] = [:]

    package init(
        login: String, email: String? = nil, displayName: String? = nil, givenName: String? = nil,
        familyName: String? = nil, isEnabled: Bool = true, source: SourceID = .local,
        organization: OrganizationID? = nil, tenant: TenantID? = nil, roles: Set<String> = [Role.member.rawValue],
        groups: Set<GroupSelector> = [], credential: Credential = .none
    ) {
        self.login = login
        self.email = email
        self.displayName = displayName
        self.givenName = givenName
        self.familyName = familyName
        self.isEnabled = isEnabled
        self.source = source
        self.organization = organization
        self.tenant = tenant
        self.roles = roles
        self.groups = groups
        self.credential = credential
    }
}

extension UserService {
    /// - Throws: `invalidInput` with every problem at once, `alreadyExists` for login or e-mail address, `forbidden` when
    ///   roles or groups grant what the caller lacks or a password is given while acting as somebody else, `unsupported` for
    ///   a password that is given with a key that expires, `notFound` for an organization, tenant or group out of reach,
    ///   `conflict(.noSeat)`.
    package func create(_ command: CreateUser, as caller: Caller) async throws(ServiceError) -> User {
        try caller.require(.manageUsers)
        if case .none = command.credential {} else { try caller.requireMayHandOutPasswords() }
        let now = hands.clock.now()
        let prepared = try await prepare(command, at: now)
        return try await storage.write { store in
            let current = try caller.confirm(.manageUsers, in: store, at: now)
            return try insert(prepared, in: store, as: current, at: now)
        }
    }

    /// A user with its password, checked and hashed outside any transaction.
    struct Prepared: Sendable {
        /// Of the caller's organization, unless the command names another.
        let user: User
        let credential: PasswordCredential?
        let placement: UserPlacement
        let documents: DocumentDraft
    }

    func prepare(_ command: CreateUser, at now: Date) async throws(ServiceError) -> Prepared {
        let user = try draft(command, at: now)
        return Prepared(
            user: user, credential: try await credential(command, for: user, at: now),
            placement: UserPlacement(
                organization: command.organization, tenant: command.tenant,
                groups: command.groups.isEmpty ? nil : command.groups),
            documents: try DocumentDraft(command.documents.mapValues { $0 }, of: .user))
    }

    /// Whether the caller may make such a user is decided on the user as it stands then, groups included.
    func insert(
        _ prepared: Prepared, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) -> User {
        if prepared.credential != nil { try caller.requireMayHandOutPasswords() }
        var user = prepared.user
        try place(&user, prepared.placement, in: store, as: caller)
        try Authorization.requireDefined(user.roles, in: store)
        try store.users.requireNamesApart(user)
        try store.userWrites.insert(user)
        if let credential = prepared.credential { try store.passwordWrites.put(credential) }
        _ = try prepared.documents.store(of: .user(user.id), in: store)
        try join(user, prepared.placement.groups, in: store, as: caller, at: now)
        try caller.requireDominance(over: Authorization.grants(of: user, in: store))
        if user.isEnabled { try requireSeat(in: store) }
        try store.auditWrites.append(caller.entry(.userCreated, on: .user(user), at: now, in: user.organization))
        return user
    }

    func draft(_ command: CreateUser, at now: Date) throws(ServiceError) -> User {
        var draft = UserDraft(using: hands.text)
        let login = draft.login(command.login)
        let email = command.email.flatMap { draft.email($0) }
        let displayName = (command.displayName ?? login?.display).flatMap { draft.displayName($0) }
        let givenName = command.givenName.flatMap { draft.name($0, field: "givenName") }
        let familyName = command.familyName.flatMap { draft.name($0, field: "familyName") }
        let profile = command.profile.flatMap { draft.name($0, field: "profile") }
        if let trial = command.trial { draft.check(trial) }
        if !sources.contains(where: { $0.id == command.source }) {
            draft.add(FieldProblem("source", .unknown, "No source of that name is configured."))
        }
        var isTemporary = false
        switch command.credential {
        case .none: break
        case .password(let password, let temporary):
            isTemporary = temporary
            draft.add(problem(inNew: password, field: "password", for: [command.login, command.email]))
        case .imported(let hash):
            if !hasher.accepts(hash) {
                draft.add(FieldProblem("passwordHash", .malformed, "This is no argon2id, bcrypt or PBKDF2 hash."))
            }
        }
        if case .none = command.credential {
        } else if !keepsPasswords(command.source) {
            draft.add(FieldProblem("password", .malformed, "Users of this source have their password elsewhere."))
        }
        try draft.finish()
        guard let login, let displayName else { throw .internalFailure(incident: "draft") }
        return User(
            id: UserID(hands.ids.uuid()), login: login, email: email, displayName: displayName, givenName: givenName,
            familyName: familyName, isEnabled: command.isEnabled, source: command.source,
            externalID: command.externalID ?? (identifiesByLogin(command.source) ? login.key : nil),
            isEmailVerified: command.isEmailVerified, profile: profile,
            trial: command.trial, validUntil: command.validUntil,
            roles: Set(command.roles.map(Role.init(rawValue:))),
            requiredActions: isTemporary || command.requiresPasswordChange ? [.updatePassword] : [],
            createdAt: now, updatedAt: now)
    }

    private func credential(
        _ command: CreateUser, for user: User, at now: Date
    ) async throws(ServiceError) -> PasswordCredential? {
        switch command.credential {
        case .none: return nil
        case .password(let password, _):
            let hash = try await hasher.hash(hands.composed(password))
            return PasswordCredential(
                user: user.id, hash: hash, changedAt: now, validUntil: command.passwordValidUntil)
        case .imported(let hash):
            return PasswordCredential(user: user.id, hash: hash, changedAt: now)
        }
    }

    func problem(inNew password: Secret, field: String, for names: [String?]) -> FieldProblem? {
        password.reveal {
            policy.problem(inNew: $0, field: field, context: names.compactMap(\.self), using: hands.text)
        }
    }
}
