import FoundationEssentials
import IdentityCore
import StorageMemory
import TestSupport
import Testing

@testable import IdentityServices

@Suite struct ProvisioningConflictTests {
    @Test func l15_anEntryWithTheNamesOfALocalAccountTakesNothingOver() async throws {
        let admitting = try await Admitting()
        let admin = try await admitting.house.user("admin", roles: [.superAdmin], email: "boss@corp.example")
        let clashes: [(ExternalIdentity, SyncConflict.Reason)] = [
            (Admitting.grace { $0.login = "ＡＤＭＩＮ" }, .loginTaken),
            (Admitting.grace { $0.login = "boss@corp.example" }, .loginTaken),
            (Admitting.grace { $0.email = "Boss@Corp.Example" }, .emailTaken),
        ]
        for (identity, reason) in clashes {
            let conflict = try await admitting.admit(identity).conflict
            #expect(conflict?.reason == reason)
            #expect(conflict?.other == admin.id && conflict?.externalID == "e-1")
        }
        try await admitting.house.user("mail@corp.example")
        let mailed = try await admitting.admit(Admitting.grace { $0.email = "mail@corp.example" })
        #expect(mailed.conflict?.reason == .emailTaken)
        #expect(try await admitting.user() == nil)
        #expect(try await admitting.house.users.read(.id(admin.id), as: TestHouse.operator) == admin)
    }

    @Test func l15_anAccountOfOneDirectoryIsNotThatOfAnotherWithTheSameIDs() async throws {
        let admitting = try await Admitting()
        let first = try await admitting.admit().user
        let other = Admitting.source(as: SourceID(rawValue: "other"))
        #expect(try await admitting.admit(of: other).conflict?.reason == .loginTaken)
        #expect(try await admitting.user() == first)
    }

    @Test func l16_anEntryThatWasMadeAnewUnderTheSameNameIsNotTheSameUser() async throws {
        let admitting = try await Admitting()
        let first = try #require(try await admitting.admit().user)
        let conflict = try await admitting.admit(Admitting.grace { $0.externalID = "e-2" }).conflict
        #expect(conflict?.reason == .recreated && conflict?.other == first.id)
        #expect(try await admitting.user("e-2") == nil)
    }

    @Test func l16_anAccountThatWasMadeHereForTheSourceIsNotFoundByItsLogin() async throws {
        let admitting = try await Admitting()
        let now = admitting.house.clock.now(), text = TestText()
        let made = User(
            id: UserID(UUID()), login: try Login("grace", using: text),
            displayName: try DisplayName("Grace", using: text), source: Admitting.corp, createdAt: now, updatedAt: now)
        try await admitting.house.storage.write { store in try store.userWrites.insert(made) }
        #expect(try await admitting.admit().conflict?.reason == .recreated)
    }

    @Test func aNameThatTheRulesRefuseIsToldWithItsReason() async throws {
        let admitting = try await Admitting()
        for identity in [
            Admitting.grace { $0.login = "a\u{202E}b" }, Admitting.grace { $0.login = "me" },
            Admitting.grace { $0.email = "nowhere" }, Admitting.grace { $0.givenName = "a\u{0}" },
        ] {
            let conflict = try await admitting.admit(identity).conflict
            #expect(conflict?.reason == .invalidName && conflict?.words?.isEmpty == false)
        }
        #expect(try await admitting.user() == nil)
    }

    @Test func aUserFollowsInEverythingButTheNameThatIsTaken() async throws {
        let admitting = try await Admitting()
        let group = try await admitting.group("ops", mapping: ["cn=ops"])
        let user = try #require(try await admitting.admit(Admitting.grace { $0.groups = ["cn=ops"] }).user)
        try await admitting.house.user("ada", email: "ada@example.org")
        let clashing = Admitting.grace {
            $0.login = "ada"
            $0.email = "ada@example.org"
            $0.displayName = "Countess"
            $0.familyName = "a\u{0}"
            $0.groups = []
        }
        let result = try await admitting.admit(clashing)
        #expect(result.conflict?.reason == .loginTaken)
        let kept = try #require(try await admitting.user())
        #expect(kept.login.display == "grace" && kept.email?.display == "grace@corp.example")
        #expect(kept.displayName.display == "Countess" && kept.familyName == "Hopper")
        #expect(kept == result.user)
        #expect(try await admitting.groups(of: user.id)[group] == nil)
    }

    @Test func theLastAdministratorIsNeitherWithdrawnNorTakenOutOfTheGroup() async throws {
        let admitting = try await Admitting()
        let group = try await admitting.group("admins", mapping: ["cn=admins"], roles: ["super-admin"])
        let user = try #require(try await admitting.admit(Admitting.grace { $0.groups = ["cn=admins"] }).user)
        var demote = EditUser()
        demote.roles = []
        _ = try await admitting.house.users.edit(.login("root"), demote, as: TestHouse.operator)
        let mark = try await admitting.recordCount()
        for identity in [
            Admitting.grace(), Admitting.grace { $0.isActive = false },
        ] {
            #expect(try await admitting.admit(identity).conflict?.reason == .lastAdministrator)
        }
        #expect(try await admitting.withdraw(user).conflict?.reason == .lastAdministrator)
        #expect(try await admitting.user() == user)
        #expect(try await admitting.groups(of: user.id) == [group: .mapped])
        #expect(try await admitting.recordCount() == mark)
        demote.roles = ["super-admin"]
        _ = try await admitting.house.users.edit(.login("root"), demote, as: TestHouse.operator)
        #expect(try await admitting.admit().fields == ["groups"])
        #expect(try await admitting.withdraw(user).fields == ["enabled"])
    }
}
