import FoundationEssentials
import IdentityCore
import IdentityServices
import TestSupport
import Testing
import Threading

@Suite struct JobTests {
    private static let corp = SourceID(rawValue: "corp")

    private func end(of id: JobID, in house: TestHouse, as caller: Caller) async throws -> Job.State {
        while true {
            let state = try await house.jobs.read(id, as: caller).state
            guard case .running = state else { return state }
            await Task.yield()
        }
    }

    @Test func aResultIsReadAsOftenAsWantedAndIsGoneAfterTenMinutes() async throws {
        let directory = ScriptedDirectory([
            ExternalIdentity(externalID: "1", login: "ann", displayName: "Ann", groups: ["staff"])
        ])
        let house = try await TestHouse(sources: [directory.opened()])
        let id = try await house.jobs.start(.externalGroups(Self.corp), as: TestHouse.operator)
        for _ in 0..<2 {
            guard case .done(.groups(let names)) = try await end(of: id, in: house, as: TestHouse.operator) else {
                Issue.record("no groups")
                return
            }
            #expect(names == ["staff"])
        }
        house.clock.advance(by: 601)
        await #expect(throws: ServiceError.notFound(.job)) {
            _ = try await house.jobs.read(id, as: TestHouse.operator)
        }
    }

    @Test func aJobIsItsStartersWithEveryProofThatMayDoSuchWorkAndWithNoOther() async throws {
        let house = try await TestHouse(sources: [ScriptedDirectory().opened()])
        let root = try await house.user("root", roles: [.superAdmin])
        try await house.user("keeper", roles: [.superAdmin])
        let caller = try await house.signedIn("root"), keeper = try await house.signedIn("keeper")
        let id = try await house.jobs.start(.externalGroups(Self.corp), as: caller)
        _ = try await house.jobs.read(id, as: house.signedIn("root"))
        let narrow = try await house.caller(with: house.key("narrow", scopes: ["users:read"], by: caller).token)
        let acting = try await house.impersonation.caller(actingAs: .login("root"), as: keeper)
        for other in [narrow, acting] {
            await #expect(throws: ServiceError.self) { try await house.jobs.read(id, as: other) }
            await #expect(throws: ServiceError.self) { try await house.jobs.cancel(id, as: other) }
        }
        await #expect(throws: ServiceError.notFound(.job)) { try await house.jobs.read(id, as: keeper) }
        try await house.setRoles(of: root, to: [.member])
        let demoted = try await house.signedIn("root")
        await #expect(throws: ServiceError.forbidden(.missingRight(.manageSources))) {
            try await house.jobs.read(id, as: demoted)
        }
    }

    @Test func aJobThatWasAbortedFailsWhateverItComesTo() async throws {
        let directory = ScriptedDirectory()
        let house = try await TestHouse(sources: [directory.opened()])
        let isHeld = Locked(true)
        directory.meanwhile { while isHeld.withLock({ $0 }) { await Task.yield() } }
        let id = try await house.jobs.start(.externalGroups(Self.corp), as: TestHouse.operator)
        try await house.jobs.cancel(id, as: TestHouse.operator)
        isHeld.withLock { $0 = false }
        guard case .failed = try await end(of: id, in: house, as: TestHouse.operator) else {
            Issue.record("it did not fail")
            return
        }
    }

    @Test func eightAreUnderWayAtOnceAtMost() async throws {
        let directory = ScriptedDirectory()
        let house = try await TestHouse(sources: [directory.opened()])
        let isHeld = Locked(true)
        directory.meanwhile { while isHeld.withLock({ $0 }) { await Task.yield() } }
        for _ in 0..<8 { _ = try await house.jobs.start(.externalGroups(Self.corp), as: TestHouse.operator) }
        await #expect(throws: ServiceError.limited(retryAfterSeconds: 5)) {
            _ = try await house.jobs.start(.externalGroups(Self.corp), as: TestHouse.operator)
        }
        isHeld.withLock { $0 = false }
        await house.jobs.settle()
    }

    @Test func z09_aGlobalKeyActsThroughWhoHoldsItAndNeverBeyond() async throws {
        let house = try await TestHouse()
        try await house.user("chief", roles: [.admin])
        try await house.user("bob")
        let root = try await house.user("root", roles: [.superAdmin])
        let chief = try await house.signedIn("chief")
        let made = try await house.accessKeys.create(
            CreateAccessKey(owner: .groups([], nil), roles: ["admin"], name: "robot"), as: chief)
        let robot = try await house.sessions.caller(presenting: made.token, from: TestHouse.origin())
        let acting = try await house.impersonation.caller(actingAs: .login("bob"), as: robot)
        #expect(acting.account?.impersonator?.user.login.display == "chief")
        await #expect(throws: ServiceError.forbidden(.cannotImpersonate)) {
            _ = try await house.impersonation.caller(actingAs: .id(root.id), as: robot)
        }
        await #expect(throws: ServiceError.forbidden(.targetIsStronger)) {
            _ = try await house.accessKeys.create(
                CreateAccessKey(owner: .groups([], nil), roles: ["super-admin"], name: "strong"), as: chief)
        }
        let operators = try await house.accessKeys.create(
            CreateAccessKey(owner: .groups([], nil), roles: ["admin"], name: "other"), as: TestHouse.operator)
        let nobodys = try await house.sessions.caller(presenting: operators.token, from: TestHouse.origin())
        await #expect(throws: ServiceError.self) {
            _ = try await house.impersonation.caller(actingAs: .login("bob"), as: nobodys)
        }
        try await house.accessKeys.delete(made.key.id, as: chief)
        var edit = EditUser()
        edit.displayName = "x"
        await #expect(throws: ServiceError.self) { _ = try await house.users.edit(.login("bob"), edit, as: acting) }
    }
}
