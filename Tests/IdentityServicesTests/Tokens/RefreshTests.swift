import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

@Suite struct RefreshTests {
    @Test func t09_aRefreshTokenThatComesTwiceEndsEverythingThatWasGranted() async throws {
        let bench = try await GrantBench()
        try await bench.house.user("ada")
        let first = try await bench.tokens("ada")
        let second = try #require(try await bench.refresh(first.refresh).tokens)
        #expect(try await bench.isGood(second.access))
        #expect(try await bench.refresh(first.refresh).refusal == .sessionEnded)
        #expect(try await bench.refresh(second.refresh).refusal == .sessionEnded)
        #expect(try await !bench.isGood(first.access))
        #expect(try await !bench.isGood(second.access))
        #expect(try await bench.house.records(5).contains { $0.action == .tokenReused })
    }

    @Test func t09_ofTwentyUsesAtOnceOneWins() async throws {
        let bench = try await GrantBench()
        try await bench.house.user("ada")
        let token = try await bench.tokens("ada").refresh
        let won = try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 { group.addTask { try await bench.refresh(token).tokens != nil } }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(won == 1)
    }

    @Test func t10_twoRefreshesInTheSameMomentAreStillSingleUse() async throws {
        let bench = try await GrantBench()
        try await bench.house.user("ada")
        let token = try await bench.tokens("ada").refresh
        // The clock of the bench stands still.
        #expect(try await bench.refresh(token).tokens != nil)
        #expect(try await bench.refresh(token).refusal == .sessionEnded)
    }

    @Test func t11_aRevokedRefreshTokenStaysRefusedWhenTheClockGoesBack() async throws {
        let bench = try await GrantBench()
        try await bench.house.user("ada")
        let granted = try await bench.tokens("ada")
        #expect(try await bench.house.services.tokens.revoke(try #require(granted.refresh), for: bench.proof()) == nil)
        bench.house.clock.advance(by: -120)
        #expect(try await bench.refresh(granted.refresh).refusal == .sessionEnded)
        #expect(try await !bench.isGood(granted.access))
    }

    @Test func t12_aWiderScopeOrAnotherClientGetsNothing() async throws {
        let bench = try await GrantBench()
        try await bench.house.user("ada")
        let token = try await bench.tokens("ada", scopes: ["email"]).refresh
        #expect(try await bench.refresh(token, scopes: ["email", "openid"]).refusal == .scopeTooWide)
        #expect(try await bench.refresh(token, client: "other").refusal == .notARefreshToken)
        let narrowed = try #require(try await bench.refresh(token, scopes: []).tokens)
        #expect(narrowed.scopes.isEmpty)
    }

    @Test(arguments: ["disabled", "deleted", "locked", "password"])
    func t12_nothingIsRefreshedForAnAccountThatIs(_ state: String) async throws {
        let bench = try await GrantBench(), house = bench.house
        let user = try await house.user("ada")
        let token = try await bench.tokens("ada").refresh
        switch state {
        case "disabled":
            var edit = EditUser()
            edit.isEnabled = false
            _ = try await house.users.edit(.id(user.id), edit, as: TestHouse.operator)
        case "deleted": try await house.users.delete(.id(user.id), as: TestHouse.operator)
        case "locked":
            try await house.storage.write { store in
                var locked = try store.users.require(.id(user.id))
                locked.failedLogins = 100
                try store.userWrites.replace(locked)
            }
        default:
            _ = try await house.users.changeOwnPassword(
                from: Secret(TestHouse.password), to: Secret("another-horse-7-battery"), as: house.signedIn("ada"))
        }
        let refusal = try #require(try await bench.refresh(token).refusal)
        #expect([.sessionEnded, .accountClosed].contains(refusal))
    }

    @Test func aRefreshTokenEndsWithItsTimeAndAForeignTextIsNone() async throws {
        let bench = try await GrantBench()
        try await bench.house.user("ada")
        let granted = try await bench.tokens("ada")
        #expect(try await bench.refresh(Secret("nonsense")).refusal == .notARefreshToken)
        #expect(try await bench.refresh(granted.access).refusal == .notARefreshToken)
        bench.house.clock.advance(by: 1_801)
        #expect(try await bench.refresh(granted.refresh).refusal == .tokenEnded)
    }
}
