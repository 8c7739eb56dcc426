import FoundationEssentials
import IdentityCore
import TestSupport
import Testing

@testable import IdentityServices

/// What a run makes of groups that are suddenly gone, and of users who are newer than what it has read.
@Suite struct SyncRaceTests {
    @Test(arguments: SyncHouse.Store.allCases)
    func l17_anAnswerThatSuddenlyNamesNoGroupsTakesNobodysRightsUntilItIsConfirmed(
        _ store: SyncHouse.Store
    ) async throws {
        try await SyncHouse.with(store, SyncHouse.people(1...20, groups: ["cn=devs"])) { house in
            let group = try await house.addGroup("devs", mapping: ["cn=devs"])
            try await house.run()
            house.directory.people = SyncHouse.people(1...20, groups: [])
            for isDry in [true, false] {
                let report = try await house.run(dry: isDry)
                #expect(report.outcome == .stoppedByGuard(share: 1))
                #expect(report.counts == [.refreshed: 20, .leftGroups: 20])
                #expect(report.names[.leftGroups]?.count == 20)
            }
            #expect(try await house.groups(of: "person1") == [group: .mapped])
            #expect(
                try await house.records(1).first?.detail
                    == "stopped: would take 0 users and groups of 20, 100 % of the source's")
            // A handful is everyday life.
            house.directory.people = SyncHouse.people(1...5, groups: []) + SyncHouse.people(6...20, groups: ["cn=devs"])
            #expect(try await house.run().counts == [.refreshed: 5, .leftGroups: 5, .unchanged: 15])
            house.directory.people = SyncHouse.people(1...20, groups: [])
            #expect(try await house.run(confirmed: true)[.leftGroups] == 15)
            #expect(try await house.groups(of: "person20").isEmpty)
        }
    }

    @Test(arguments: [true, false])
    func l13_whoSignedInOrWasChangedWhileTheSourceWasReadIsFollowedByTheNextRun(_ signsIn: Bool) async throws {
        try await SyncHouse.with(.memory, SyncHouse.people(1...2)) { house in
            let group = try await house.addGroup("devs", mapping: ["cn=devs"])
            try await house.run()
            // Read while they were still in the group, which one has left by the time that the answer is applied.
            house.directory.people = SyncHouse.people(1...2, groups: ["cn=devs"])
            let known = try #require(try await house.user("person1")), clock = house.clock, storage = house.storage
            house.directory.meanwhile {
                clock.advance(by: 5)
                var newer = known
                if signsIn { newer.lastLoginAt = clock.now() } else { newer.updatedAt = clock.now() }
                try? await storage.write { [newer] in try $0.userWrites.replace(newer) }
            }
            #expect(try await house.run().counts == [.unchanged: 1, .refreshed: 1])
            #expect(try await house.groups(of: "person1").isEmpty)
            #expect(try await house.groups(of: "person2") == [group: .mapped])
            house.directory.meanwhile(nil)
            #expect(try await house.run().counts == [.unchanged: 1, .refreshed: 1])
            #expect(try await house.groups(of: "person1") == [group: .mapped])
        }
    }
}
