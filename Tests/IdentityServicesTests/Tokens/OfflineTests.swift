import IdentityCore
import IdentityServices
import TestSupport
import Testing

/// What goes on while the user is away.
@Suite struct OfflineTests {
    private static let offline = ["openid", "offline_access"]

    @Test func onlyAClientThatIsAllowedToGoesOnWhileTheUserIsAway() async throws {
        let bench = try await GrantBench()
        try await bench.house.user("ada")
        let caller = try await bench.house.signedIn("ada")
        let granted = try await bench.tokens("ada", scopes: Self.offline)
        #expect(granted.refreshLifetime == 0)
        let code = try await bench.code(as: caller, isOffline: true)
        try await bench.allow { $0.grants.remove(.offlineAccess) }
        #expect(try await bench.password("ada", scopes: Self.offline).refusal == .offlineNotAllowed)
        #expect(try await bench.redeem(code).refusal == .offlineNotAllowed)
        await #expect(throws: ServiceError.notFound(.client)) { try await bench.code(as: caller, isOffline: true) }
        #expect(try await bench.password("ada").tokens?.refreshLifetime == 1_800)
        // What was granted before is worth nothing more, unless it is allowed again.
        #expect(try await bench.refresh(granted.refresh).refusal == .sessionEnded)
        try await bench.allow { $0.grants.insert(.offlineAccess) }
        #expect(try await bench.refresh(granted.refresh).tokens != nil)
    }

    @Test func goingOnNeedsTheRightToRefresh() async throws {
        let bench = try await GrantBench()
        try await bench.house.user("ada")
        try await bench.allow { $0.grants.remove(.refreshToken) }
        #expect(try await bench.password("ada", scopes: Self.offline).refusal == .offlineNotAllowed)
    }

    @Test func noNewClientIsAllowedToAndOfTheBuiltInOnesThoseOfTheSDK() async throws {
        let bench = try await GrantBench()
        try await bench.house.clients.establishBuiltIn(as: TestHouse.operator)
        let new = try await bench.house.clients.create(CreateClient(id: "new"), as: TestHouse.operator)
        #expect(!new.settings.allowsOffline)
        for id in Client.builtIn {
            let client = try await bench.house.clients.read(id, as: TestHouse.operator)
            #expect(client.settings.allowsOffline == (id != .adminCLI))
        }
    }
}
