import FoundationEssentials
import IdentityCore
import IdentityServices
import TestSupport
import Testing

@Suite struct ActingTokenTests {
    private struct Stage {
        let house: TestHouse
        let root: User
        let ada: User
        /// The administrator's own.
        let session: Session
    }

    private func stage() async throws -> Stage {
        let house = try await TestHouse()
        try await house.readyForTokens()
        try await house.user("keeper", roles: [.superAdmin])
        let root = try await house.user("root", roles: [.superAdmin]), ada = try await house.user("ada")
        let session = try #require(try await house.signedIn("root").account?.session)
        return Stage(house: house, root: root, ada: ada, session: session)
    }

    private func demote(_ stage: Stage) async throws {
        var edit = EditUser()
        edit.roles = [Role.member.rawValue]
        _ = try await stage.house.users.edit(.id(stage.root.id), edit, as: TestHouse.operator)
    }

    @Test func aTokenOutOfASessionAsSomebodyElseNamesBoth() async throws {
        let stage = try await stage(), house = stage.house
        let root = try await house.signedIn("root")
        let acting = try await house.impersonation.start(as: .id(stage.ada.id), reason: "help", as: root).session
        var claims = house.claims(of: stage.ada.id, session: acting.id)
        // The token has to say it, too.
        #expect(try await house.opened(by: claims) == nil)
        claims.actor = stage.root.id
        let account = try #require(try await house.opened(by: claims))
        #expect(account.user.id == stage.ada.id)
        #expect(account.impersonator?.user.id == stage.root.id)
        claims.actor = stage.ada.id
        #expect(try await house.opened(by: claims) == nil)
    }

    @Test func whoActsByTokenAloneIsAskedAtEveryRequestWhetherTheyStillMay() async throws {
        let stage = try await stage(), house = stage.house
        var claims = house.claims(of: stage.ada.id, session: stage.session.id)
        claims.actor = stage.root.id
        let token = try await house.tokenSigning.sign(claims)
        let caller = try await house.sessions.caller(presenting: token, from: TestHouse.origin())
        #expect(caller.account?.impersonator?.user.id == stage.root.id)
        await #expect(throws: ServiceError.forbidden(.impersonating)) {
            _ = try await house.secrets.put(KeepSecret(name: "k", secret: Secret("v")), as: caller)
        }
        try await demote(stage)
        #expect(try await house.opened(by: token) == nil)
    }

    @Test func nobodyActsAsSomebodyStrongerByToken() async throws {
        let stage = try await stage(), house = stage.house
        let session = try #require(try await house.signedIn("ada").account?.session)
        var claims = house.claims(of: stage.root.id, session: session.id)
        claims.actor = stage.ada.id
        #expect(try await house.opened(by: claims) == nil)
        claims.session = nil
        #expect(try await house.opened(by: claims) == nil)
    }

    @Test func aWriteAsSomebodyElseIsAskedAgainInsideItsTransaction() async throws {
        let stage = try await stage(), house = stage.house
        var claims = house.claims(of: stage.ada.id, session: stage.session.id)
        claims.actor = stage.root.id
        let caller = try await house.sessions.caller(
            presenting: house.tokenSigning.sign(claims), from: TestHouse.origin())
        _ = try await house.workspaces.create(CreateWorkspace(name: "one"), as: caller)
        #expect(try await house.records(1).first?.actor == .user(stage.root.id, login: "root"))
        try await demote(stage)
        await #expect(throws: ServiceError.unauthenticated) {
            _ = try await house.workspaces.create(CreateWorkspace(name: "two"), as: caller)
        }
    }
}
