import FoundationEssentials
import IdentityCore
import TestSupport
import Testing

@testable import IdentityServices

/// Whom the source no longer has, has closed, or has again.
@Suite struct SyncLeavingTests {
    @Test(arguments: SyncHouse.Store.allCases)
    func l13_whoLeavesAMappedGroupThereHasLostItsRightsAfterTheSync(_ store: SyncHouse.Store) async throws {
        try await SyncHouse.with(store, SyncHouse.people(1...2, groups: ["cn=admins"])) { house in
            let group = try await house.addGroup("admins", mapping: ["cn=admins"], roles: [.admin])
            let kept = try await house.addGroup("kept", mapping: [])
            try await house.run()
            let user = try #require(try await house.user("person1"))
            try await house.storage.write { store in
                _ = try store.groupWrites.addMember(user.id, to: kept, origin: .assigned)
            }
            house.directory.edit("entry-1") { $0.groups = ["CN=admins", "cn=admins,ou=elsewhere"] }
            let report = try await house.run()
            #expect(report.counts == [.refreshed: 1, .leftGroups: 1, .unchanged: 1])
            #expect(try await house.groups(of: "person1") == [kept: .assigned])
            #expect(try await house.groups(of: "person2") == [group: .mapped])
            let grants = try await house.storage.read(.point) { try Authorization.grants(of: user, in: $0) }
            #expect(!grants.contains(.manageUsers))
        }
    }

    @Test(arguments: SyncHouse.Store.allCases)
    func l14_whomTheDirectoryClosesIsDisabledAndSignedOutAndReturnsWithIt(_ store: SyncHouse.Store) async throws {
        try await SyncHouse.with(store, SyncHouse.people(1...3, groups: ["cn=devs"])) { house in
            try await house.addGroup("devs", mapping: ["cn=devs"])
            try await house.run()
            let session = try await house.openSession(of: "person1")
            let other = try await house.openSession(of: "person2")
            house.directory.edit("entry-1") { $0.isActive = false }
            let report = try await house.run()
            #expect(report.counts == [.withdrawn: 1, .unchanged: 2])
            let user = try #require(try await house.user("person1"))
            #expect(!user.isEnabled && user.withdrawnAt == house.clock.now())
            #expect(try await house.storage.read(.point) { try $0.sessions.find(session) } == nil)
            #expect(try await house.storage.read(.point) { try $0.sessions.find(other) } != nil)
            #expect(try await house.run().counts == [.unchanged: 3])
            house.directory.edit("entry-1") { $0.isActive = true }
            #expect(try await house.run().counts == [.returned: 1, .unchanged: 2])
            let back = try #require(try await house.user("person1"))
            #expect(back.isEnabled && back.withdrawnAt == nil && back.id == user.id)
        }
    }

    @Test(arguments: SyncHouse.Store.allCases, LeavingPolicy.allCases)
    func whoIsGoneFollowsThePolicyAndNobodyOfAnotherSourceIsTouched(
        _ store: SyncHouse.Store, _ leaving: LeavingPolicy
    ) async throws {
        let people = SyncHouse.people(1...8, groups: ["cn=devs"])
        try await SyncHouse.with(store, people, policy: ProvisioningPolicy(leaving: leaving)) { house in
            let group = try await house.addGroup("devs", mapping: ["cn=devs"])
            try await house.addLocal("neighbour")
            try await house.run()
            let session = try await house.openSession(of: "person1")
            house.directory.remove("entry-1")
            let report = try await house.run()
            let user = try await house.user("person1")
            let isOpen = try await house.storage.read(.point) { try $0.sessions.find(session) } != nil
            switch leaving {
            case .keep:
                #expect(report.counts == [.kept: 1, .unchanged: 7] && report.changed == 0)
                #expect(user?.isEnabled == true && isOpen)
            case .disable:
                #expect(report.counts == [.withdrawn: 1, .unchanged: 7])
                #expect(user?.isEnabled == false && user?.withdrawnAt != nil && !isOpen)
                #expect(try await house.groups(of: "person1").isEmpty)
                house.directory.people.append(people[0])
                #expect(try await house.run().counts == [.returned: 1, .unchanged: 7])
                #expect(try await house.groups(of: "person1") == [group: .mapped])
            case .delete:
                #expect(report.counts == [.deleted: 1, .unchanged: 7])
                #expect(user == nil && !isOpen)
            }
            #expect(try await house.user("neighbour")?.isEnabled == true)
            #expect(try await house.user("root")?.isEnabled == true)
        }
    }

    @Test func whomSomebodyHereHasDisabledStaysSoWhateverTheSourceSays() async throws {
        try await SyncHouse.with(.memory, SyncHouse.people(1...2)) { house in
            try await house.run()
            var user = try #require(try await house.user("person1"))
            user.isEnabled = false
            let disabled = user
            try await house.storage.write { try $0.userWrites.replace(disabled) }
            #expect(try await house.run().counts == [.unchanged: 2])
            let gone = house.directory.people.removeFirst()
            #expect(try await house.run().counts == [.unchanged: 1])
            house.directory.people.append(gone)
            #expect(try await house.run().counts == [.unchanged: 2])
            #expect(try await house.user("person1")?.isEnabled == false)
        }
    }

    @Test(arguments: SyncHouse.Store.allCases)
    func l16_whoIsRenamedIsTheSameUserByTheStableId(_ store: SyncHouse.Store) async throws {
        try await SyncHouse.with(store, SyncHouse.people(1...2)) { house in
            try await house.run()
            let before = try #require(try await house.user("person1"))
            house.directory.edit("entry-1") { $0.login = "married" }
            #expect(try await house.run().counts == [.refreshed: 1, .unchanged: 1])
            #expect(try await house.user("married")?.id == before.id)
            #expect(try await house.user("person1") == nil)
        }
    }

    @Test(arguments: SyncHouse.Store.allCases)
    func l16_anEntryMadeAnewUnderTheNameIsNotTheSameUser(_ store: SyncHouse.Store) async throws {
        try await SyncHouse.with(store, SyncHouse.people(1...2)) { house in
            try await house.run()
            let before = try #require(try await house.user("person1"))
            house.directory.edit("entry-1") { $0.externalID = "entry-new" }
            let report = try await house.run()
            #expect(report.counts == [.withdrawn: 1, .unchanged: 1])
            #expect(report.conflicts.map(\.reason) == [.recreated])
            #expect(report.conflicts[0].other == before.id && report.conflicts[0].externalID == "entry-new")
            let after = try #require(try await house.user("person1"))
            #expect(after.id == before.id && after.externalID == "entry-1" && !after.isEnabled)
        }
    }

    @Test func l16_whereWhoLeavesIsDeletedTheNewEntryIsAnotherUser() async throws {
        let policy = ProvisioningPolicy(leaving: .delete)
        try await SyncHouse.with(.sqlite, SyncHouse.people(1...2), policy: policy) { house in
            try await house.run()
            let before = try #require(try await house.user("person1"))
            house.directory.edit("entry-1") { $0.externalID = "entry-new" }
            let plan = try await house.run(dry: true)
            let report = try await house.run()
            #expect(report.counts == [.deleted: 1, .created: 1, .unchanged: 1] && plan.counts == report.counts)
            #expect(try await house.user("person1")?.id != before.id)
        }
    }

    @Test(arguments: [LeavingPolicy.disable, .delete])
    func theLastAdministratorIsNeitherDisabledNorDeletedAndTheOthersAre(_ leaving: LeavingPolicy) async throws {
        let people = SyncHouse.people(1...3)
        try await SyncHouse.with(.sqlite, people, policy: ProvisioningPolicy(leaving: leaving)) { house in
            try await house.run()
            // Two of the directory rule now, and nobody here.
            for login in ["person1", "person2", "root"] {
                var user = try #require(try await house.user(login))
                user.roles = login == "root" ? [.member] : [.superAdmin]
                let changed = user
                try await house.storage.write { try $0.userWrites.replace(changed) }
            }
            house.directory.people.removeFirst(2)
            let report = try await house.run(confirmed: true)
            #expect(report[.withdrawn] + report[.deleted] == 1)
            #expect(report.conflicts.map(\.reason) == [.lastAdministrator])
            let left = [try await house.user("person1"), try await house.user("person2")]
            #expect(left.count { $0?.isEnabled == true } == 1)
        }
    }
}
