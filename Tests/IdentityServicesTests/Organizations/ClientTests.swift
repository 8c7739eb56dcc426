import FoundationEssentials
import IdentityCore
import IdentityServices
import StorageMemory
import TestSupport
import Testing

@Suite struct ClientTests {
    private let anyone = TestHouse.operator
    private let id = ClientID(rawValue: "own-sdk")

    @Test func aClientIsMadeReadEditedAndRemoved() async throws {
        let house = try await TestHouse()
        let made = try await house.clients.create(CreateClient(id: "own-sdk", about: "the SDK"), as: anyone)
        #expect(made.name == "own-sdk")
        var edit = EditClient()
        edit.name = "SDK"
        edit.isEnabled = false
        edit.ifVersion = made.version
        let wish = edit
        let edited = try await house.clients.edit(id, wish, as: anyone)
        #expect(edited.name == "SDK")
        #expect(edited.about == "the SDK")
        #expect(!edited.isEnabled)
        await house.expectRefusal(.conflict(.versionMoved(current: 2))) {
            _ = try await $0.clients.edit(id, wish, as: anyone)
        }
        try await house.clients.delete(id, as: anyone)
        await house.expectRefusal(.notFound(.client)) { _ = try await $0.clients.read(id, as: anyone) }
        let actions = try await house.records().map(\.action)
        #expect(actions == [.clientDeleted, .clientDisabled, .clientEdited, .clientCreated])
    }

    @Test func aClientWithRolesStays() async throws {
        let house = try await TestHouse()
        _ = try await house.clients.create(CreateClient(id: "own-sdk"), as: anyone)
        let role = Role("operator", of: id), now = house.clock.now()
        try await house.storage.write { store in
            try store.roleWrites.insert(
                RoleDefinition(
                    role: role, key: role.rawValue, reach: .organization, permissions: [], createdAt: now,
                    updatedAt: now))
        }
        await house.expectRefusal(.conflict(.notEmpty(.role))) { try await $0.clients.delete(id, as: anyone) }
        try await house.storage.write { store in try store.roleWrites.remove(role) }
        try await house.clients.delete(id, as: anyone)
    }

    @Test func anAboutTextHasABound() async throws {
        let house = try await TestHouse()
        let about = String(repeating: "a", count: Client.maximumAboutBytes + 1)
        guard
            case .invalidInput(let problems)? = await house.problem({
                _ = try await $0.clients.create(CreateClient(id: "sdk-client", about: about), as: anyone)
            })
        else { return #expect(Bool(false), "it was taken") }
        #expect(problems.map(\.field) == ["about"])
    }
}
