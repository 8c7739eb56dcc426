import FoundationEssentials
import IdentityCore

/// Small values to store; what isn't said is the same for all.
enum Sample {
    static let start = Date(timeIntervalSince1970: 1_800_000_000)

    static func uuid(_ number: UInt32) -> UUID {
        let bytes = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
        return UUID(uuid: (0, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, bytes[0], bytes[1], bytes[2], bytes[3]))
    }

    static func userID(_ number: UInt32) -> UserID { UserID(uuid(number)) }

    /// Folded by lower-casing: enough to tell shown and compared names apart.
    static func login(_ text: String) -> Login { Login(storedDisplay: text, key: text.lowercased()) }
    static func email(_ text: String) -> EmailAddress { EmailAddress(storedDisplay: text, key: text.lowercased()) }
    static func name(_ text: String) -> DisplayName { DisplayName(storedDisplay: text, key: text.lowercased()) }

    static func user(
        _ number: UInt32, _ login: String? = nil, email: String? = nil, name: String? = nil, enabled: Bool = true,
        source: SourceID = .local, externalID: String? = nil, roles: Set<Role> = [.member], createdAt: Date = start
    ) -> User {
        let login = login ?? "user\(number)"
        return User(
            id: userID(number), login: Self.login(login), email: email.map(Self.email),
            displayName: Self.name(name ?? login), isEnabled: enabled, source: source, externalID: externalID,
            roles: roles, createdAt: createdAt, updatedAt: createdAt)
    }

    static func digest(_ number: UInt32) -> TokenDigest {
        TokenDigest(bytes: (0..<32).map { UInt8(truncatingIfNeeded: number &+ $0) })
    }

    static func session(
        _ number: UInt32, of user: UInt32, createdAt: Date = start, lasts: TimeInterval = 3_600
    ) -> Session {
        Session(
            id: SessionID(uuid(number)), digest: digest(number), user: userID(user), source: .local,
            createdAt: createdAt, expiresAt: createdAt.addingTimeInterval(lasts), address: "192.0.2.7",
            userAgent: "probe/1")
    }

    static func password(of user: UInt32, _ hash: String = "$argon2id$one") -> PasswordCredential {
        PasswordCredential(
            user: userID(user), hash: PasswordHash(encoded: hash), isTemporary: true, changedAt: start)
    }

    static func fact(_ action: AuditAction = .userCreated, detail: String? = nil) -> AuditEntry {
        AuditEntry(at: start, actor: .system, action: action, object: nil, detail: detail)
    }
}
