import FoundationEssentials
import IdentityCore
import IdentityServices
import TestSupport
import Testing

@Suite struct TicketTests {
    private func caller(_ ticket: Secret, in house: TestHouse) async throws(ServiceError) -> Caller {
        try await house.sessions.caller(presenting: ticket, from: TestHouse.origin())
    }

    @Test func t18_aTicketEndsWithTheProofBehindItAndWithItsTime() async throws {
        let house = try await TestHouse()
        try await house.user("bob")
        let session = try await house.signedIn("bob")
        let key = try await house.accessKeys.create(CreateAccessKey(name: "mine"), as: session)
        let byKey = try await house.sessions.caller(presenting: key.token, from: TestHouse.origin())
        let first = try await house.tickets.issue(as: byKey), second = try await house.tickets.issue(as: byKey)
        #expect(try await caller(first, in: house).userID == session.userID)
        _ = try await house.accessKeys.rotate(key.key.id, as: session)
        await #expect(throws: ServiceError.unauthenticated) { _ = try await caller(first, in: house) }
        try await house.accessKeys.delete(key.key.id, as: session)
        await #expect(throws: ServiceError.unauthenticated) { _ = try await caller(second, in: house) }
        let third = try await house.tickets.issue(as: session)
        house.clock.advance(by: 3_601)
        await #expect(throws: ServiceError.unauthenticated) { _ = try await caller(third, in: house) }
    }

    @Test func onePersonsTicketsDoNotFillTheDeskWithHoweverManyKeys() async throws {
        let house = try await TestHouse()
        try await house.user("bob")
        try await house.user("ann")
        let bob = try await house.signedIn("bob")
        for number in 0..<3 {
            let caller = try await house.caller(with: house.key("key \(number)", by: bob).token)
            for _ in 0..<100 { _ = try await house.tickets.issue(as: caller) }
            await #expect(throws: ServiceError.limited(retryAfterSeconds: 60)) {
                try await house.tickets.issue(as: caller)
            }
        }
        let fourth = try await house.caller(with: house.key("one more", by: bob).token)
        await #expect(throws: ServiceError.limited(retryAfterSeconds: 60)) { try await house.tickets.issue(as: fourth) }
        await #expect(throws: ServiceError.limited(retryAfterSeconds: 60)) { try await house.tickets.issue(as: bob) }
        _ = try await house.tickets.issue(as: house.signedIn("ann"))
    }

    @Test func t18_aTicketOfAScopedKeyIsNoWiderAndOneOfWhoActsKeepsBothNames() async throws {
        let house = try await TestHouse()
        try await house.user("root", roles: [.superAdmin])
        try await house.user("bob")
        let root = try await house.signedIn("root")
        let key = try await house.accessKeys.create(CreateAccessKey(name: "narrow", scopes: ["users:read"]), as: root)
        let narrow = try await house.sessions.caller(presenting: key.token, from: TestHouse.origin())
        let ticket = try await house.tickets.issue(as: narrow)
        let opened = try await caller(ticket, in: house)
        #expect(opened.grants.contains(.readUsers) && !opened.grants.contains(.manageUsers))
        let acting = try await house.impersonation.caller(actingAs: .login("bob"), as: root)
        let asBob = try await caller(try await house.tickets.issue(as: acting), in: house)
        #expect(asBob.account?.user.login.display == "bob")
        #expect(asBob.account?.impersonator?.user.login.display == "root")
    }

    @Test func oneProofHasAHundredTicketsAtMost() async throws {
        let house = try await TestHouse()
        try await house.user("bob")
        let bob = try await house.signedIn("bob")
        for _ in 0..<100 { _ = try await house.tickets.issue(as: bob) }
        await #expect(throws: ServiceError.limited(retryAfterSeconds: 60)) {
            _ = try await house.tickets.issue(as: bob)
        }
    }
}
