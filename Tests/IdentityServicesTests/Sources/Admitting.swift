import FoundationEssentials
import IdentityCore
import StorageMemory
import TestSupport

@testable import IdentityServices

/// A house into which people of the source `corp` are admitted.
struct Admitting {
    let house: TestHouse
    let seats: Int?

    static let corp = SourceID(rawValue: "corp")

    init(seats: Int? = nil) async throws {
        house = try await TestHouse()
        self.seats = seats
        try await house.user("root", roles: [.superAdmin])
    }

    static func source(_ policy: ProvisioningPolicy = ProvisioningPolicy(), as id: SourceID = corp) -> IdentitySource {
        IdentitySource(id: id, kind: SourceKind(rawValue: "scripted"), policy: policy)
    }

    static func grace(_ change: (inout ExternalIdentity) -> Void = { _ in }) -> ExternalIdentity {
        var identity = ExternalIdentity(
            externalID: "e-1", login: "grace", email: "grace@corp.example", displayName: "Grace Hopper",
            givenName: "Grace", familyName: "Hopper", groups: [])
        change(&identity)
        return identity
    }

    @discardableResult
    func admit(
        _ identity: ExternalIdentity = grace(), of source: IdentitySource = source(), mayCreate: Bool = true,
        on occasion: Provisioning.Occasion = .sync
    ) async throws -> Provisioning.Result {
        let provisioning = Provisioning(
            hands: ServiceHands(clock: house.clock, ids: CountingIDs(), text: TestText()), seats: seats)
        let id = UserID(UUID()), now = house.clock.now()
        return try await house.storage.write { store in
            try provisioning.admit(
                identity, of: source, newID: id, mayCreate: mayCreate, on: occasion, in: store, as: Caller(.system),
                at: now)
        }
    }

    /// The user who was bound to the entry.
    func user(_ externalID: String = "e-1", of source: SourceID = corp) async throws -> User? {
        try await house.storage.read(.point) { store in try store.users.find(.external(source, externalID)) }
    }

    func groups(of user: UserID) async throws -> [GroupID: MembershipOrigin] {
        try await house.storage.read(.point) { store in try store.groups.memberships(of: user) }
    }

    /// A group whose members are those of the external groups.
    func group(_ name: String, mapping external: Set<String>, roles: Set<String> = []) async throws -> GroupID {
        var command = CreateGroup(name: name)
        command.mappedExternalGroups = external
        command.roles = roles
        return try await house.groups.create(command, as: TestHouse.operator).group.id
    }

    /// Actions since the last one called `mark`, oldest first, with their details.
    func records(since mark: Int) async throws -> [String] {
        let all = try await house.records()
        return all.dropLast(mark).reversed().map { "\($0.action.rawValue): \($0.detail ?? "-")" }
    }

    func recordCount() async throws -> Int { try await house.records().count }
}

extension Provisioning.Result {
    var user: User? {
        switch self {
        case .unchanged(let user), .created(let user), .refreshed(let user, _): user
        case .conflict(_, let kept): kept
        case .noSeat, .absent: nil
        }
    }

    var conflict: SyncConflict? {
        if case .conflict(let conflict, _) = self { conflict } else { nil }
    }

    var fields: [String]? {
        if case .refreshed(_, let fields) = self { fields } else { nil }
    }
}

extension Admitting {
    func withdraw(_ user: User) async throws -> Provisioning.Result {
        let provisioning = Provisioning(
            hands: ServiceHands(clock: house.clock, ids: CountingIDs(), text: TestText()), seats: seats)
        let now = house.clock.now()
        return try await house.storage.write { store in
            try provisioning.withdraw(user, in: store, as: Caller(.system), at: now)
        }
    }

    func grants(of user: User) async throws -> Grants {
        try await house.storage.read(.point) { store in try Authorization.grants(of: user, in: store) }
    }

    func openSession(of user: User) async throws {
        let session = Session(
            id: SessionID(UUID()), digest: house.tokens.mint().digest, user: user.id, source: user.source,
            createdAt: house.clock.now(), expiresAt: house.clock.now().addingTimeInterval(3_600), address: nil,
            userAgent: nil)
        try await house.storage.write { store in try store.sessionWrites.insert(session) }
    }

    func openSessions(of user: User) async throws -> Int {
        let now = house.clock.now()
        return try await house.storage.read(.point) { store in
            try store.sessions.countOpen(of: [user.id], at: now)[user.id] ?? 0
        }
    }
}
