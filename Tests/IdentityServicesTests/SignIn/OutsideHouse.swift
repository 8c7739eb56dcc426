import FoundationEssentials
import IdentityCore
import StorageMemory
import TestSupport
import Testing

@testable import IdentityServices

/// A house with sources that say what they were told to say.
struct OutsideHouse {
    let house: TestHouse

    static let grace = ExternalIdentity(
        externalID: "e-1", login: "grace", email: "grace@corp.example", displayName: "Grace Hopper", groups: [])
    static let neutral = ServiceError.unauthenticated

    /// - Parameter sources: besides the local one, in this order.
    init(
        _ sources: IdentitySource..., limits: SignInLimits = SignInLimits(), seats: Int? = nil
    ) async throws {
        house = try await TestHouse(limits: limits, sources: sources, seats: seats)
    }

    static func verified(_ change: (inout ExternalIdentity) -> Void = { _ in }) -> ScriptedSource.Answer {
        var identity = grace
        change(&identity)
        return .success(.verified(identity))
    }

    static func failed(
        _ kind: SourceFailure.Kind, at step: SourceStep.Name = .connect
    ) -> ScriptedSource.Answer {
        .success(.failed(SourceFailure(kind, at: step, "as told")))
    }

    @discardableResult
    func signIn(
        _ login: String, _ password: String = "directory password", from address: String = "192.0.2.1"
    ) async throws(ServiceError) -> User {
        try await house.signIn.signIn(login: login, password: Secret(password), from: TestHouse.origin(address))
            .account.user
    }

    /// What the newest refusal says, and how it was counted.
    func expectRefusal(
        _ step: String, _ outcome: SignInOutcome, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        #expect(try await house.records(1).first?.detail == step, sourceLocation: sourceLocation)
        #expect(house.observer.outcomes.last == outcome, sourceLocation: sourceLocation)
    }

    func user(_ login: String) async throws -> User {
        try await house.users.read(.login(login), as: TestHouse.operator)
    }

    func userCount() async throws -> Int { try await house.storage.read(.point) { store in try store.users.count() } }

    /// Somebody who manages sources, and less than the one with the login, who is made a super-admin.
    func keeper(below login: String) async throws -> Caller {
        var strong = try await signIn(login)
        strong.roles = [.superAdmin]
        try await house.storage.write { [strong] store in try store.userWrites.replace(strong) }
        let role = try await house.role("source-keeper", reaching: .server, ["sources:manage"])
        try await house.user("keeper", roles: [role])
        return try await house.signedIn("keeper")
    }
}
