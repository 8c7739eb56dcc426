import FoundationEssentials
import IdentityCore
import IdentityServices
import TestSupport
import Testing

@Suite struct SessionTests {
    @Test func signingOutEndsTheTokenAtOnce() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let issued = try await house.signIn.signIn(
            login: "ada", password: Secret(TestHouse.password), from: TestHouse.origin())
        let caller = try await house.sessions.caller(presenting: issued.token, from: TestHouse.origin())
        try await house.sessions.signOut(as: caller)
        await #expect(throws: ServiceError.unauthenticated) {
            try await house.sessions.caller(presenting: issued.token, from: TestHouse.origin())
        }
        await #expect(throws: ServiceError.unauthenticated) { try await house.sessions.signOut(as: caller) }
    }

    @Test func aSessionEndsByItselfAndIsPruned() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        let issued = try await house.signIn.signIn(
            login: "ada", password: Secret(TestHouse.password), from: TestHouse.origin())
        #expect(try await house.sessions.pruneExpired(as: Caller(.system)) == 0)
        house.clock.advance(by: 3_601)
        await #expect(throws: ServiceError.unauthenticated) {
            try await house.sessions.caller(presenting: issued.token, from: TestHouse.origin())
        }
        #expect(try await house.sessions.pruneExpired(as: Caller(.system)) == 1)
    }

    @Test func aUserSeesAndEndsOnlyItsOwnSessions() async throws {
        let house = try await TestHouse()
        let ada = try await house.user("ada")
        let bob = try await house.user("bob")
        let adaCaller = try await house.signedIn("ada"), bobCaller = try await house.signedIn("bob")
        let own = try await house.sessions.list(SessionQuery(user: ada.id, limit: 10), as: adaCaller)
        #expect(own.map(\.user) == [ada.id])
        await #expect(throws: ServiceError.forbidden(.missingRight(.manageSessions))) {
            try await house.sessions.list(SessionQuery(user: bob.id, limit: 10), as: adaCaller)
        }
        let bobs = try #require(bobCaller.account?.session?.id)
        await #expect(throws: ServiceError.notFound(.session)) { try await house.sessions.end(bobs, as: adaCaller) }
        try await house.user("boss", roles: [.admin])
        try await house.sessions.end(bobs, as: try await house.signedIn("boss"))
        #expect(try await house.sessions.list(SessionQuery(limit: 10), as: TestHouse.operator).count == 2)
    }

    @Test func anAdministratorCannotEndTheSessionOfAStrongerOne() async throws {
        let house = try await TestHouse()
        try await house.user("root", roles: [.superAdmin])
        try await house.user("boss", roles: [.admin])
        let root = try await house.signedIn("root"), boss = try await house.signedIn("boss")
        let session = try #require(root.account?.session?.id)
        await #expect(throws: ServiceError.notFound(.session)) { try await house.sessions.end(session, as: boss) }
    }
}
