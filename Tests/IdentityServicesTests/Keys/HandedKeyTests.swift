import FoundationEssentials
import IdentityCore
import IdentityServices
import TestSupport
import Testing

/// A key that somebody else than its owner holds.
@Suite struct HandedKeyTests {
    private let ada = KeyOwner.user(.login("ada"))

    private func expectNoSecrets(_ token: Secret, in house: TestHouse) async throws {
        let caller = try await house.caller(with: token)
        #expect(caller.account?.user.login.display == "ada")
        await #expect(throws: ServiceError.forbidden(.missingRight(.keepOwnSecrets))) {
            try await house.secrets.reveal("hub", as: caller)
        }
        await #expect(throws: ServiceError.self) { try await house.key("own", by: caller) }
    }

    @Test func z12_whoeverIsHandedAKeyOfSomebodyElseGetsAtNeitherKeysNorSecretsOfTheOwner() async throws {
        let house = try await TestHouse()
        try await house.user("ada")
        try await house.user("boss", roles: [.admin])
        let boss = try await house.signedIn("boss"), owner = try await house.signedIn("ada")
        _ = try await house.secrets.put(KeepSecret(name: "hub", secret: Secret("sesame")), as: owner)
        for maker in [boss, TestHouse.operator] {
            let made = try await house.accessKeys.create(
                CreateAccessKey(owner: ada, name: "made by \(maker.userID == nil)"), as: maker)
            try await expectNoSecrets(made.token, in: house)
        }
        // Neither with the owner's own key under a new token.
        let own = try await house.key("own key", by: owner)
        let read = try await house.secrets.reveal("hub", as: try await house.caller(with: own.token))
        #expect(read.secret.reveal { $0 == "sesame" })
        let rotated = try await house.accessKeys.rotate(own.key.id, overlap: 600, as: boss)
        try await expectNoSecrets(rotated.token, in: house)
        // The owner takes it back.
        let back = try await house.accessKeys.rotate(own.key.id, as: owner)
        _ = try await house.secrets.reveal("hub", as: try await house.caller(with: back.token))
    }

    @Test func z12_aKeyOfAnAdministratorInOtherHandsMakesNoKeyThatPassesForTheAdministratorsOwn() async throws {
        let house = try await TestHouse()
        try await house.user("root", roles: [.superAdmin])
        try await house.user("boss", roles: [.admin])
        let root = try await house.signedIn("root"), boss = try await house.signedIn("boss")
        _ = try await house.secrets.put(KeepSecret(name: "hub", secret: Secret("sesame")), as: boss)
        let handed = try await house.accessKeys.create(
            CreateAccessKey(owner: .user(.login("boss")), name: "handed"), as: root)
        let holder = try await house.caller(with: handed.token)
        let next = try? await house.accessKeys.create(
            CreateAccessKey(owner: .caller, name: "next", scopes: ["users:read"]), as: holder)
        if let next {
            await #expect(throws: ServiceError.forbidden(.missingRight(.keepOwnSecrets))) {
                try await house.secrets.reveal("hub", as: try await house.caller(with: next.token))
            }
            #expect(next.key.createdBy == root.userID)
        }
        await #expect(throws: ServiceError.forbidden(.targetIsStronger)) {
            try await house.key("wide", by: holder)
        }
    }
}
