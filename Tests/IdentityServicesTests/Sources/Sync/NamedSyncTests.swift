import FoundationEssentials
import IdentityCore
import TestSupport
import Testing

@testable import IdentityServices

/// A sync of people who are named.
@Suite struct NamedSyncTests {
    @Test(arguments: SyncHouse.Store.allCases)
    func oneOrManyAreBroughtInAndNobodyElseIsLookedAt(_ store: SyncHouse.Store) async throws {
        try await SyncHouse.with(store, SyncHouse.people(1...20)) { house in
            let one = try await house.run(.logins(["person3"]))
            #expect(one.counts == [.created: 1] && one.read == 1)
            let many = try await house.run(.logins(["person3", "person4", "person5", "nobody"]))
            #expect(many.counts == [.unchanged: 1, .created: 2] && many.unknown == ["nobody"])
            #expect(try await house.userCount() == 4)
            #expect(house.directory.asked.searches == 0)
        }
    }

    @Test func whoIsRenamedIsFoundByTheLoginHereAndByTheOneThere() async throws {
        try await SyncHouse.with(.memory, SyncHouse.people(1...2)) { house in
            try await house.run()
            for login in ["person1", "married"] {
                house.directory.edit("entry-1") { $0.login = login == "person1" ? "married" : "widowed" }
                let asked = login == "person1" ? "person1" : "widowed"
                #expect(try await house.run(.logins([asked])).counts == [.refreshed: 1])
            }
            #expect(try await house.user("widowed")?.externalID == "entry-1")
        }
    }

    @Test func whoIsGoneFollowsThePolicyAndNobodyElseIsTaken() async throws {
        try await SyncHouse.with(.sqlite, SyncHouse.people(1...3)) { house in
            try await house.run()
            house.directory.people = [SyncHouse.person(3)]
            #expect(try await house.run(.logins(["person1"])).counts == [.withdrawn: 1])
            #expect(try await house.user("person1")?.isEnabled == false)
            #expect(try await house.user("person2")?.isEnabled == true)
            house.directory.fail(.unavailable)
            let failed = try await house.run(.logins(["person2"]))
            #expect(failed.changed == 0 && failed.outcome != .done)
            #expect(try await house.user("person2")?.isEnabled == true)
            house.directory.fail(nil)
            // The administrator here has the login of nobody there, and belongs to another source.
            let stranger = try await house.run(.logins(["root"]))
            #expect(stranger.unknown == ["root"] && stranger.changed == 0)
        }
    }

    @Test func l17_whereNobodyOfManyIsFoundTheRunWaitsForAConfirmation() async throws {
        try await SyncHouse.with(.memory, SyncHouse.people(1...8)) { house in
            try await house.run()
            house.directory.people = []
            let logins = (1...8).map { "person\($0)" }
            #expect(try await house.run(.logins(logins)).outcome == .stoppedByGuard(share: 1))
            #expect(try await house.run(.logins(logins), confirmed: true)[.withdrawn] == 8)
        }
    }

    @Test func whoIsAmbiguousIsListedAndTheOthersComeIn() async throws {
        try await SyncHouse.with(.memory, SyncHouse.people(1...2)) { house in
            house.directory.confuse("person1")
            let report = try await house.run(.logins(["person1", "person2"]))
            #expect(report.counts == [.created: 1] && report.defects.map(\.entry) == ["person1"])
        }
    }

    @Test func aLoginIsReadAsItIsTypedAtTheSignIn() async throws {
        let policy = ProvisioningPolicy(loginRules: [LoginRule(from: "*@corp.example", to: "*")])
        try await SyncHouse.with(.memory, SyncHouse.people(1...2), policy: policy) { house in
            let first = try await house.run(.logins(["person1@corp.example"]))
            #expect(first[.created] == 1)
            #expect(try await house.run(.logins(["person1@corp.example"])).counts == [.unchanged: 1])
        }
    }

    @Test func whatIsNoLoginAndASourceThatBringsNobodyAreRefused() async throws {
        try await SyncHouse.with(.memory, []) { house in
            for logins in [[], [""], Array(repeating: "x", count: SyncService.loginLimit + 1)] {
                await #expect(throws: ServiceError.self) { try await house.run(.logins(logins)) }
            }
            await #expect(throws: ServiceError.notFound(.source)) {
                try await house.sync.run(
                    SyncRequest(of: SourceID(rawValue: "none")), as: SyncHouse.operator)
            }
        }
        let house = try await TestHouse()
        await #expect(throws: ServiceError.unsupported("The source local brings nobody along.")) {
            try await house.sync.run(SyncRequest(of: .local), as: TestHouse.operator)
        }
    }
}
