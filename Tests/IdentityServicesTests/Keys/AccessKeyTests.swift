import FoundationEssentials
import IdentityCore
import IdentityServices
import TestSupport
import Testing

@Suite struct AccessKeyTests {
    @Test func t18_aKeyIsDeadAtTheNextCallWhenItIsDeletedOrExpiredOrItsOwnerIsDisabled() async throws {
        let house = try await TestHouse()
        let ada = try await house.user("ada"), session = try await house.signedIn("ada")
        let deleted = try await house.key("deleted", by: session)
        let expiring = try await house.key("expiring", lasts: 60, by: session)
        let owned = try await house.key("owned", by: session)
        for issued in [deleted, expiring, owned] {
            #expect(try await house.caller(with: issued.token).userID == ada.id)
        }
        try await house.accessKeys.delete(deleted.key.id, as: session)
        house.clock.advance(by: 60)
        for issued in [deleted, expiring] {
            await #expect(throws: ServiceError.unauthenticated) { try await house.caller(with: issued.token) }
        }
        let running = try await house.caller(with: owned.token)
        try await house.disable(ada)
        await #expect(throws: ServiceError.unauthenticated) { try await house.caller(with: owned.token) }
        // A request that came in before, too.
        await #expect(throws: ServiceError.unauthenticated) { try await house.key("late", by: running) }
    }

    @Test func t18_aKeyMakesNoKeyThatIsWiderThanItself() async throws {
        let house = try await TestHouse()
        try await house.user("boss", roles: [.admin])
        let session = try await house.signedIn("boss")
        let narrow = try await house.key(scopes: ["own-keys:manage", "users:read"], by: session)
        let other = try await house.key("other", scopes: ["users:manage"], by: session)
        let caller = try await house.caller(with: narrow.token)
        for scopes in [nil, ["users:manage"], ["users:*"], ["own-keys:manage", "groups:read"]] as [Set<String>?] {
            await #expect(throws: ServiceError.forbidden(.targetIsStronger), "\(scopes ?? [])") {
                try await house.key("wide", scopes: scopes, by: caller)
            }
            var edit = EditAccessKey()
            edit.scopes = scopes.map { .set($0) } ?? .clear
            await #expect(throws: ServiceError.forbidden(.targetIsStronger)) {
                try await house.accessKeys.edit(narrow.key.id, edit, as: caller)
            }
        }
        await #expect(throws: ServiceError.forbidden(.targetIsStronger)) {
            try await house.accessKeys.rotate(other.key.id, as: caller)
        }
        let equal = try await house.key("equal", scopes: ["users:read"], by: caller)
        #expect(try await house.caller(with: equal.token).grants.rights == [.readUsers])
    }

    @Test func t18_aKeyHandsOutNoTokenThatOutlivesIt() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let session = try await house.signedIn("ada")
        let short = try await house.key("short", lasts: 60, by: session)
        let long = try await house.key("long", by: session)
        let caller = try await house.caller(with: short.token)
        for lasts in [nil, 61] as [TimeInterval?] {
            await #expect(throws: ServiceError.forbidden(.targetIsStronger)) {
                try await house.key("later", lasts: lasts, by: caller)
            }
            var edit = EditAccessKey()
            edit.expiresAt = lasts.map { .set(house.clock.now().addingTimeInterval($0)) } ?? .clear
            await #expect(throws: ServiceError.forbidden(.targetIsStronger)) {
                try await house.accessKeys.edit(short.key.id, edit, as: caller)
            }
        }
        await #expect(throws: ServiceError.forbidden(.targetIsStronger)) {
            try await house.accessKeys.rotate(long.key.id, as: caller)
        }
        _ = try await house.key("same", lasts: 60, by: caller)
    }

    @Test func afterARotationBothTokensOpenTheKeyForAsLongAsTheyOverlapAndThenOnlyTheNew() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let session = try await house.signedIn("ada")
        let first = try await house.key(by: session)
        let second = try await house.accessKeys.rotate(first.key.id, overlap: 600, as: session)
        #expect(second.key.previous?.goodUntil == house.clock.now().addingTimeInterval(600))
        for token in [first.token, second.token] { _ = try await house.caller(with: token) }
        house.clock.advance(by: 600)
        await #expect(throws: ServiceError.unauthenticated) { try await house.caller(with: first.token) }
        let third = try await house.accessKeys.rotate(first.key.id, as: session)
        await #expect(throws: ServiceError.unauthenticated) { try await house.caller(with: second.token) }
        _ = try await house.caller(with: third.token)
        for overlap in [-1, AccessKeyService.maximumOverlap + 1, .nan] {
            await #expect(throws: ServiceError.self) {
                try await house.accessKeys.rotate(first.key.id, overlap: overlap, as: session)
            }
        }
        _ = try await house.caller(with: third.token)
    }

    @Test func a05_aLockedAccountIsHandedNoToken() async throws {
        let house = try await TestHouse(limits: SignInLimits(consecutiveFailures: 2))
        let ada = try await house.user("ada"), session = try await house.signedIn("ada")
        let key = try await house.key(by: session)
        for _ in 0..<2 {
            await #expect(throws: ServiceError.unauthenticated) { try await house.signedIn("ada", password: "wrong") }
        }
        let refusal = ServiceError.unsupported("Too many wrong passwords have locked the account.")
        await #expect(throws: refusal) { try await house.key("new", by: session) }
        await #expect(throws: refusal) { try await house.accessKeys.rotate(key.key.id, as: session) }
        await #expect(throws: refusal) {
            try await house.accessKeys.create(
                CreateAccessKey(owner: .user(.id(ada.id)), name: "new"), as: TestHouse.operator)
        }
        #expect(try await house.accessKeys.list(.own, limit: 9, as: session).map(\.id) == [key.key.id])
    }

    @Test func aNameIsUniqueForItsOwnerAndIsSpeltAnew() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        try await house.user("bob")
        let ada = try await house.signedIn("ada"), bob = try await house.signedIn("bob")
        let key = try await house.key("Build", by: ada)
        _ = try await house.key("build", by: bob)
        await #expect(throws: ServiceError.alreadyExists(.accessKey, field: "name")) {
            try await house.key("BUILD", by: ada)
        }
        var edit = EditAccessKey()
        edit.name = "BUILD"
        #expect(try await house.accessKeys.edit(key.key.id, edit, as: ada).name.display == "BUILD")
        #expect(try await house.accessKeys.read(key.key.id, as: ada).name.display == "BUILD")
        await #expect(throws: ServiceError.notFound(.accessKey)) {
            try await house.accessKeys.edit(key.key.id, edit, as: bob)
        }
    }

    @Test func whatIsNoKeyIsRefusedWithEveryReason() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let ada = try await house.signedIn("ada")
        let commands = [
            CreateAccessKey(name: ""), CreateAccessKey(name: "x", scopes: []),
            CreateAccessKey(name: "x", scopes: ["users"]), CreateAccessKey(name: "x", scopes: ["*:*"]),
            CreateAccessKey(name: "x", scopes: Set((0...100).map { "type\($0):read" })),
            CreateAccessKey(name: "x", expiresAt: house.clock.now()),
            CreateAccessKey(name: "x", about: "two\nlines"), CreateAccessKey(owner: .groups([], nil), name: "x"),
        ]
        for command in commands {
            do {
                _ = try await house.accessKeys.create(command, as: ada)
                Issue.record("taken: \(command)")
            } catch {
                guard case .invalidInput = error else {
                    Issue.record("\(error) for \(command)")
                    continue
                }
            }
        }
        #expect(try await house.accessKeys.list(.own, limit: 9, as: ada).isEmpty)
    }

    @Test func everyChangeOfAKeyIsOnRecord() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let ada = try await house.signedIn("ada")
        let key = try await house.key("ci", by: ada).key
        var edit = EditAccessKey()
        edit.about = "builds"
        _ = try await house.accessKeys.edit(key.id, edit, as: ada)
        _ = try await house.accessKeys.rotate(key.id, as: ada)
        try await house.accessKeys.delete(key.id, as: ada)
        let records = try await house.records(4)
        #expect(records.map(\.action) == [.keyDeleted, .keyRotated, .keyEdited, .keyCreated])
        for record in records {
            #expect(record.object == AuditObject(kind: .accessKey, id: key.id.description, name: "ci"))
            #expect(record.actor == .user(try #require(ada.userID), login: "ada") && record.outcome == .success)
        }
    }
}
