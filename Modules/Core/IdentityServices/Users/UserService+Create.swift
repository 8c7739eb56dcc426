import FoundationEssentials
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
    package var roles: Set<String>
    package var credential: Credential

    package init(
        login: String, email: String? = nil, displayName: String? = nil, givenName: String? = nil,
        familyName: String? = nil, isEnabled: Bool = true, source: SourceID = .local,
        roles: Set<String> = [Role.member.rawValue], credential: Credential = .none
    ) {
        self.login = login
        self.email = email
        self.displayName = displayName
        self.givenName = givenName
        self.familyName = familyName
        self.isEnabled = isEnabled
        self.source = source
        self.roles = roles
        self.credential = credential
    }
}

extension UserService {
    /// - Throws: `invalidInput` with every problem at once, `alreadyExists` for login or e-mail address, `forbidden` when
    ///   a role grants what the caller lacks.
    package func create(_ command: CreateUser, as caller: Caller) async throws(ServiceError) -> User {
        try caller.require(.manageUsers)
        let now = hands.clock.now()
        let prepared = try await prepare(command, at: now)
        return try await storage.write { store in
            let rights = try caller.confirm(.manageUsers, in: store, at: now)
            try requireDominance(of: rights, over: prepared.user.roles.rights)
            return try insert(prepared, in: store, as: caller, at: now)
        }
    }

    /// A user with its password, checked and hashed outside any transaction.
    struct Prepared: Sendable {
        let user: User
        let credential: PasswordCredential?
    }

    func prepare(_ command: CreateUser, at now: Date) async throws(ServiceError) -> Prepared {
        let user = try draft(command, at: now)
        return Prepared(user: user, credential: try await credential(command.credential, for: user, at: now))
    }

    func insert(
        _ prepared: Prepared, in store: any StoreWriting, as caller: Caller, at now: Date
    ) throws(ServiceError) -> User {
        try store.userWrites.insert(prepared.user)
        if let credential = prepared.credential { try store.passwordWrites.put(credential) }
        try store.auditWrites.append(caller.entry(.userCreated, on: .user(prepared.user), at: now))
        return prepared.user
    }

    private func draft(_ command: CreateUser, at now: Date) throws(ServiceError) -> User {
        var draft = UserDraft(using: hands.text)
        let login = draft.login(command.login)
        let email = command.email.flatMap { draft.email($0) }
        let displayName = (command.displayName ?? login?.display).flatMap { draft.displayName($0) }
        let givenName = command.givenName.flatMap { draft.name($0, field: "givenName") }
        let familyName = command.familyName.flatMap { draft.name($0, field: "familyName") }
        let roles = draft.roles(command.roles)
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
            familyName: familyName, isEnabled: command.isEnabled, source: command.source, roles: roles,
            requiredActions: isTemporary ? [.updatePassword] : [], createdAt: now, updatedAt: now)
    }

    private func credential(
        _ wanted: CreateUser.Credential, for user: User, at now: Date
    ) async throws(ServiceError) -> PasswordCredential? {
        switch wanted {
        case .none: return nil
        case .password(let password, _):
            let hash = try await hasher.hash(hands.composed(password))
            return PasswordCredential(user: user.id, hash: hash, changedAt: now)
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
