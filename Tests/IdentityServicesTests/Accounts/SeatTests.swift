import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

@Suite struct SeatTests {
    private let noSeat = ServiceError.conflict(.noSeat(seats: 2))

    @Test func aUserPastTheLastSeatIsNeitherMadeNorEnabled() async throws {
        let house = try await TestHouse(seats: 2)
        try await house.user("one")
        try await house.user("two")
        await house.expectRefusal(noSeat) { _ = try await $0.user("three") }
        let spare = try await house.users.create(
            CreateUser(login: "three", isEnabled: false), as: TestHouse.operator)
        var enable = EditUser()
        enable.isEnabled = true
        let wish = enable
        await house.expectRefusal(noSeat) { _ = try await $0.users.edit(.id(spare.id), wish, as: TestHouse.operator) }
        #expect(try await !house.users.read(.id(spare.id), as: TestHouse.operator).isEnabled)
        var disable = EditUser()
        disable.isEnabled = false
        _ = try await house.users.edit(.login("one"), disable, as: TestHouse.operator)
        #expect(try await house.users.edit(.id(spare.id), wish, as: TestHouse.operator).isEnabled)
    }

    @Test func ofManyWhoWantTheLastSeatExactlyOneGetsIt() async throws {
        let house = try await TestHouse(seats: 2)
        try await house.user("one")
        let made = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<20 {
                group.addTask { await house.problem { _ = try await $0.user("racer-\(number)") } == nil }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(made == 1)
        #expect(try await house.users.list(UserQuery(limit: 50), as: TestHouse.operator).count == 2)
    }

    @Test func aFirstSignInTakesNoSeatThatIsNotThere() async throws {
        let identity = ExternalIdentity(externalID: "7", login: "newcomer", displayName: "Newcomer")
        let corp = ScriptedSource(.success(.verified(identity))).opened(as: "corp", createsOnFirstLogin: true)
        let house = try await TestHouse(sources: [corp], seats: 1)
        try await house.user("one")
        await house.expectRefusal(.unauthenticated) { _ = try await $0.signedIn("newcomer") }
        #expect(try await house.records(1).first?.detail == "corp: no-seat")
        #expect(try await house.users.list(UserQuery(limit: 5), as: TestHouse.operator).count == 1)
    }
}
