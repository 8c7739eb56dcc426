import FoundationEssentials
import IdentityCore
import StorageSQLite
import TestSupport
import Testing

@testable import IdentityServices

@Suite struct SyncTests {
    @Test(arguments: SyncHouse.Store.allCases)
    func everybodyComesInWithPlaceProfileAndGroups(_ store: SyncHouse.Store) async throws {
        var policy = ProvisioningPolicy()
        policy.profile = "reader"
        var people = SyncHouse.people(1...1_203)
        for index in people.indices where index % 3 == 0 { people[index].groups = ["cn=devs", "cn=none"] }
        try await SyncHouse.with(store, people, policy: policy) { house in
            let group = try await house.addGroup("devs", mapping: ["cn=devs"], roles: [.auditor])
            let report = try await house.run()
            #expect(report.outcome == .done && report.read == 1_203)
            #expect(report.counts == [.created: 1_203])
            #expect(report.names[.created]?.count == SyncReport.namesListed)
            #expect(try await house.userCount() == 1_204)
            let user = try #require(try await house.user("person1"))
            #expect(user.source == SyncHouse.corp && user.externalID == "entry-1" && user.profile == "reader")
            #expect(user.email?.display == "person1@corp.example" && user.givenName == "Person")
            #expect(try await house.groups(of: "person1") == [group: .mapped])
            #expect(try await house.groups(of: "person2").isEmpty)
            #expect(house.directory.asked == ScriptedDirectory.Asked(searches: 1, pages: 3, people: 0))
            #expect(house.ledger.syncs.map(\.outcome) == [.done])
            let run = try #require(try await house.records().first)
            #expect(run.action == .sourceSynced && run.object?.id == "corp" && run.detail == "created 1203")
        }
    }

    @Test(arguments: SyncHouse.Store.allCases)
    func aSecondRunWithNothingChangedWritesNothing(_ store: SyncHouse.Store) async throws {
        var people = SyncHouse.people(1...600, groups: ["cn=devs"])
        // Closed there and nobody here; and one who can't come in, now as before.
        people[5].isActive = false
        people[6].login = "root"
        try await SyncHouse.with(store, people) { house in
            try await house.addGroup("devs", mapping: ["cn=devs"])
            #expect(try await house.run().counts == [.created: 598, .passedOver: 1])
            house.storage.forgetCounts()
            let records = try await house.records().count, marker = try house.storage.changeMarker()
            let commits = house.sqlite?.load.commits, statements = house.sqlite?.load.statements ?? 0
            let again = try await house.run()
            #expect(again.counts == [.unchanged: 598, .passedOver: 1] && again.conflictCount == 1)
            #expect(again.outcome == .done && again.changed == 0)
            #expect(house.storage.writes == 0)
            #expect(try house.storage.changeMarker() == marker)
            #expect(house.sqlite?.load.commits == commits)
            #expect(try await house.records().count == records)
            // Asked for whole pages: by far fewer questions than people.
            if let after = house.sqlite?.load.statements { #expect(after - statements < 40) }
        }
    }

    @Test func bringingInAPageAsksTheStoreForThePageAndWritesUserByUser() async throws {
        let people = SyncHouse.people(1...500, groups: ["cn=devs"])
        try await SyncHouse.with(.sqlite, people) { house in
            try await house.addGroup("devs", mapping: ["cn=devs"])
            house.storage.forgetCounts()
            let sqlite = try #require(house.sqlite)
            let before = sqlite.load.statements
            #expect(try await house.run()[.created] == 500)
            // The user, the membership, the login that it is filed under, and a record of each.
            #expect(sqlite.load.statements - before < 500 * 5 + 60)
            // One for the page, one for the record of the run.
            #expect(house.storage.writes == 2)
        }
    }

    @Test(arguments: SyncHouse.Store.allCases)
    func aDryRunTellsWhatARunDoesAndWritesNothing(_ store: SyncHouse.Store) async throws {
        try await SyncHouse.with(store, SyncHouse.people(1...30)) { house in
            try await house.run()
            house.directory.edit("entry-1") { $0.displayName = "Another" }
            house.directory.edit("entry-2") { $0.isActive = false }
            house.directory.remove("entry-3")
            house.directory.people += [
                SyncHouse.person(40), SyncHouse.person(41, "root"), SyncHouse.person(42, "person40"),
            ]
            house.storage.forgetCounts()
            let plan = try await house.run(dry: true)
            #expect(house.storage.writes == 0 && plan.isDryRun)
            #expect(plan.counts == [.created: 1, .refreshed: 1, .withdrawn: 2, .unchanged: 27])
            #expect(plan.names[.created] == ["person40"] && plan.names[.refreshed] == ["person1"])
            #expect(plan.conflicts.map(\.login) == ["root", "person40"])
            let report = try await house.run()
            #expect(report.counts == plan.counts && report.names == plan.names)
            #expect(report.conflicts.map(\.login) == plan.conflicts.map(\.login))
            #expect(report.conflicts.map(\.reason) == [.loginTaken, .recreated])
            // Dry runs are no last runs.
            let last = try await house.sources.read(SyncHouse.corp, as: SyncHouse.operator).lastSync
            #expect(last?.isDryRun == false && last?.counts == report.counts)
        }
    }

    @Test func aConflictBlocksNobodyElseAndIsListedWithItsReason() async throws {
        var people = SyncHouse.people(1...4)
        people[0].login = "ROOT"
        people[1].email = "taken@here.example"
        people[2].login = "no\u{0}login"
        try await SyncHouse.with(.memory, people) { house in
            try await house.addLocal("owner", email: "taken@here.example")
            let report = try await house.run()
            #expect(report.counts == [.created: 1])
            #expect(report.conflicts.map(\.reason) == [.loginTaken, .emailTaken, .invalidName])
            let owner = try await house.user("owner")
            #expect(report.conflicts[1].other == owner?.id && owner?.source == .local)
            #expect(try await house.user("root")?.source == .local)
            // What stood in the way is gone: the next run brings the person in.
            house.directory.edit("entry-1") { $0.login = "rooted" }
            #expect(try await house.run().counts == [.created: 1, .unchanged: 1])
        }
    }

    @Test func whoFreesANameFreesItInTheSameRun() async throws {
        try await SyncHouse.with(.memory, SyncHouse.people(1...3)) { house in
            try await house.run()
            // The one renamed comes behind the one who takes the name.
            house.directory.edit("entry-1") { $0.login = "person2" }
            house.directory.edit("entry-2") { $0.login = "person9" }
            let report = try await house.run()
            #expect(report.counts == [.refreshed: 2, .unchanged: 1] && report.conflictCount == 0)
            #expect(try await house.user("person9")?.externalID == "entry-2")
            #expect(try await house.user("person2")?.externalID == "entry-1")
        }
    }

    @Test func entriesThatCantBeReadAreListedAndNobodyIsTakenForGone() async throws {
        try await SyncHouse.with(.memory, SyncHouse.people(1...3)) { house in
            try await house.run()
            house.directory.remove("entry-2")
            house.directory.people.append(SyncHouse.person(3))
            house.directory.people.append(ExternalIdentity(externalID: "", login: "x", displayName: "x"))
            house.directory.report([
                DirectoryDefect(entry: "cn=two", words: "It has no login.", externalID: "entry-2")
            ])
            let report = try await house.run()
            #expect(report.counts == [.unchanged: 2] && report.read == 2)
            #expect(report.defects.map(\.entry) == ["x", "cn=two"])
            #expect(report.defectCount == 2)
        }
    }

    @Test func pastTheLastSeatPeopleAreConflictsAndTheRestGoesOn() async throws {
        try await SyncHouse.with(.sqlite, SyncHouse.people(1...5), seats: 4) { house in
            let plan = try await house.run(dry: true)
            let report = try await house.run()
            #expect(report.counts == [.created: 3] && plan.counts == report.counts)
            #expect(report.conflicts.map(\.reason) == [.noSeat, .noSeat])
            // Who leaves makes room in the same run.
            house.directory.remove("entry-1")
            let next = try await house.run()
            #expect(next[.withdrawn] == 1 && next[.created] == 1 && next.conflictCount == 1)
        }
    }

    @Test func pains10_listingUsersAndSourcesAsksTheDirectoryNothing() async throws {
        let directory = ScriptedDirectory(SyncHouse.people(1...50))
        let house = try await TestHouse(sources: [directory.opened()])
        _ = try await house.sync.run(SyncRequest(of: SyncHouse.corp), as: TestHouse.operator)
        let asked = directory.asked
        let users = try await house.users.list(
            UserQuery(source: SyncHouse.corp, limit: 100), as: TestHouse.operator)
        #expect(users.count == 50)
        _ = try await house.users.read(.login("person7"), as: TestHouse.operator)
        let sources = try await house.sources.list(as: TestHouse.operator)
        #expect(sources.map(\.id) == [.local, SyncHouse.corp] && sources.map(\.users) == [nil, 50])
        #expect(sources[1].bringsPeople && !sources[1].checksPasswords && sources[1].lastSync?[.created] == 50)
        #expect(directory.asked == asked)
    }
}
