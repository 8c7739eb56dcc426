import FoundationEssentials
import IdentityCore
import StorageMemory
import TestSupport
import Testing

@testable import IdentityServices

/// Requests with a token of an outside issuer.
@Suite struct TokenCallerTests {
    private static let ada = ExternalIdentity(
        externalID: "https://id.example.org f3a1", login: "ada", email: "ada@example.org", displayName: "Ada Lovelace",
        groups: ["analysts"])
    private let issuer = ScriptedIssuer()

    init() { issuer.say("outside 1", is: Self.ada) }

    private func house(
        _ policy: ProvisioningPolicy = ProvisioningPolicy(createsOnFirstLogin: true), seats: Int? = nil
    ) async throws -> TestHouse {
        try await TestHouse(sources: [issuer.opened(policy)], seats: seats)
    }

    private func caller(_ token: String, in house: TestHouse) async throws(ServiceError) -> Caller {
        try await house.sessions.caller(presenting: Secret(token), from: TestHouse.origin())
    }

    private func isRefused(_ token: String, in house: TestHouse) async throws -> Bool {
        do throws(ServiceError) { _ = try await caller(token, in: house) } catch {
            guard error == .unauthenticated else { throw error }
            return true
        }
        return false
    }

    @Test func aGoodTokenIsACallerWhoseAccountIsMadeAtFirstSight() async throws {
        let house = try await house()
        var group = CreateGroup(name: "analysts")
        group.mappedExternalGroups = ["analysts"]
        group.roles = ["auditor"]
        _ = try await house.groups.create(group, as: TestHouse.operator)
        let caller = try await caller("outside 1", in: house)
        let user = try #require(caller.account?.user)
        #expect(user.login.display == "ada")
        #expect(user.source.rawValue == "issuer")
        #expect(user.externalID == Self.ada.externalID)
        #expect(caller.grants.rights.contains(.readAudit))
        #expect(try await house.records(3).contains { $0.action == .userCreated })
    }

    @Test func aPolicyThatMakesNobodyRefusesStrangers() async throws {
        let house = try await house(ProvisioningPolicy())
        #expect(try await isRefused("outside 1", in: house))
        #expect(try await house.records(1).first?.detail == "issuer: no-account")
        for _ in 0..<10 { #expect(try await isRefused("outside 1", in: house)) }
        #expect(try await house.records(20).filter { $0.action == .signInRefused }.count == 1)
        house.clock.advance(by: 61)
        #expect(try await isRefused("outside 1", in: house))
        #expect(try await house.records(20).filter { $0.action == .signInRefused }.count == 2)
    }

    @Test func t06_aMailAddressOfALocalUserLinksNobody() async throws {
        let house = try await house()
        let local = try await house.user("countess", roles: [.superAdmin], email: "ada@example.org")
        #expect(try await isRefused("outside 1", in: house))
        #expect(try await house.records(1).first?.detail == "issuer: conflict (email-taken)")
        #expect(try await house.users.read(.id(local.id), as: TestHouse.operator).source == .local)
    }

    @Test func t06_aLoginOfALocalUserIsNotTakenOver() async throws {
        let house = try await house()
        try await house.user("ada", roles: [.superAdmin])
        #expect(try await isRefused("outside 1", in: house))
        #expect(try await house.records(1).first?.detail == "issuer: conflict (login-taken)")
    }

    @Test func theLastSeatIsTheLast() async throws {
        let house = try await house(seats: 1)
        try await house.user("grace")
        #expect(try await isRefused("outside 1", in: house))
        #expect(try await house.records(1).first?.detail == "issuer: no-seat")
    }

    @Test func aDisabledAccountIsRefusedWithTheNextRequest() async throws {
        let house = try await house()
        let id = try #require(try await caller("outside 1", in: house).userID)
        var edit = EditUser()
        edit.isEnabled = false
        _ = try await house.users.edit(.id(id), edit, as: TestHouse.operator)
        #expect(try await isRefused("outside 1", in: house))
        #expect(try await house.records(1).first?.detail == "disabled")
    }

    @Test func aTokenThatIsNotGoodOrOfNobodyIsRefused() async throws {
        let house = try await house()
        for token in ["outside 2", "inside", "", "a.b.c", "outside"] {
            #expect(try await isRefused(token, in: house), "\(token)")
        }
        #expect(try await isRefused("outside 1", in: try await TestHouse()))
    }

    @Test func anIssuerThatIsDownIsNoWrongToken() async throws {
        let house = try await house()
        issuer.fail(SourceFailure(.unavailable, at: .keys, "as told"))
        do throws(ServiceError) { _ = try await caller("outside 1", in: house) } catch {
            #expect(error == .unavailable(.source(SourceID(rawValue: "issuer"))))
        }
    }

    @Test func theAccountFollowsTheToken() async throws {
        let house = try await house()
        _ = try await caller("outside 1", in: house)
        var renamed = Self.ada
        renamed.displayName = "Countess"
        issuer.say("outside 2", is: renamed)
        #expect(try await caller("outside 2", in: house).account?.user.displayName.display == "Countess")
    }

    @Test func aKeyThatWasMadeWithATokenIsTheUsersAndWorksWithoutIt() async throws {
        let house = try await house()
        let caller = try await caller("outside 1", in: house)
        #expect(caller.account?.session == nil)
        await #expect(throws: ServiceError.self) { try await house.sessions.signOut(as: caller) }
        await #expect(throws: ServiceError.self) {
            try await house.users.changeOwnPassword(from: Secret("x"), to: Secret("correct-horse-9"), as: caller)
        }
    }

    @Test func t07_aRequestUnderWayEndsWithItsToken() async throws {
        let house = try await house()
        issuer.say(goodUntil: house.clock.now().addingTimeInterval(30))
        let admin = try await caller("outside 1", in: house)
        house.clock.advance(by: 31)
        let ended: ServiceError? = try await house.storage.read(.point) { store in
            do throws(ServiceError) { _ = try admin.refreshed(in: store, at: house.clock.now()) } catch { return error }
            return nil
        }
        #expect(ended == .unauthenticated)
    }

    @Test func aSessionOpenedByATokenEndsWithItAtTheLatest() async throws {
        let house = try await house()
        let end = house.clock.now().addingTimeInterval(120)
        issuer.say(goodUntil: end)
        let issued = try await house.signIn.signIn(token: Secret("outside 1"), from: TestHouse.origin())
        #expect(issued.session.expiresAt == end)
        #expect(try await house.records(1).first?.detail == "vouched for by issuer")
        #expect(issued.account.user.lastLoginAt == house.clock.now())
        await #expect(throws: ServiceError.unauthenticated) {
            try await house.signIn.signIn(token: Secret("outside 2"), from: TestHouse.origin())
        }
    }

    @Test func whoKeepsShowingBadTokensForASessionIsSlowed() async throws {
        let house = try await TestHouse(
            limits: SignInLimits(failuresPerAddress: 5), sources: [issuer.opened()])
        for _ in 0..<5 {
            await #expect(throws: ServiceError.unauthenticated) {
                try await house.signIn.signIn(token: Secret("outside 2"), from: TestHouse.origin())
            }
        }
        do throws(ServiceError) {
            _ = try await house.signIn.signIn(token: Secret("outside 1"), from: TestHouse.origin())
            Issue.record("was let through")
        } catch {
            guard case .limited = error else { throw error }
        }
        _ = try await house.signIn.signIn(token: Secret("outside 1"), from: TestHouse.origin("192.0.2.2"))
    }

    @Test func aPasswordOpensNoAccountOfAnIssuer() async throws {
        let house = try await house()
        _ = try await caller("outside 1", in: house)
        await #expect(throws: ServiceError.unauthenticated) {
            try await house.signIn.signIn(login: "ada", password: Secret("whatever-9"), from: TestHouse.origin())
        }
        #expect(try await house.records(1).first?.detail == "issuer: takes-no-passwords")
    }

    @Test func anAdministratorSeesWhatATokenWouldComeTo() async throws {
        let house = try await house()
        let report = try await house.sources.examineToken(Secret("outside 1"), as: TestHouse.operator)
        #expect(report.verdict == .verified)
        #expect(report.steps.map(\.name) == [.mapping, .account, .rights])
        let users = try await house.storage.read(.point) { store in try store.users.count() }
        #expect(users == 0)
        #expect(try await house.records(1).first?.action == .sourceTested)
        await #expect(throws: ServiceError.self) {
            try await house.sources.examineToken(Secret("of nobody"), as: TestHouse.operator)
        }
        await #expect(throws: ServiceError.self) {
            try await house.sources.examineToken(Secret("outside 1"), at: .local, as: TestHouse.operator)
        }
    }
}
