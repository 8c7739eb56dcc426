import FoundationEssentials
import IdentityCore
import TestSupport
import Testing
import Threading

@testable import IdentityServices

/// What a sync must not do, and how it goes on after an end.
@Suite struct SyncGuardTests {
    @Test(
        arguments: SyncHouse.Store.allCases,
        [ScriptedDirectory.Fault.unavailable, .breaksOff(afterPages: 0), .breaksOff(afterPages: 1)])
    func l17_anAnswerThatBreaksOffRemovesNobodyAndEndsAsAFailure(
        _ store: SyncHouse.Store, _ fault: ScriptedDirectory.Fault
    ) async throws {
        let policy = ProvisioningPolicy(leaving: .delete)
        try await SyncHouse.with(store, SyncHouse.people(1...900), policy: policy) { house in
            try await house.run()
            house.directory.fail(fault)
            house.directory.edit("entry-1") { $0.displayName = "Another" }
            for isConfirmed in [false, true] {
                let report = try await house.run(confirmed: isConfirmed)
                guard case .failed(let failure) = report.outcome else {
                    Issue.record("\(report.outcome)")
                    return
                }
                #expect(failure.kind == .unavailable && report.changed == 0)
            }
            #expect(try await house.userCount() == 901)
            #expect(try await house.user("person1")?.displayName.display == "Person 1")
            let record = try #require(try await house.records(1).first)
            #expect(record.action == .sourceSynced && record.outcome == .refused)
            #expect(record.detail == "failed: unavailable at user-search")
        }
    }

    @Test(arguments: SyncHouse.Store.allCases, [1, 3, 50])
    func l17_anEmptyAnswerDisablesNobodyUntilItIsConfirmed(_ store: SyncHouse.Store, _ size: Int) async throws {
        try await SyncHouse.with(store, SyncHouse.people(1...size)) { house in
            try await house.run()
            house.directory.people = []
            let report = try await house.run()
            #expect(report.outcome == .stoppedByGuard(share: 1) && report[.withdrawn] == size)
            #expect(report.names[.withdrawn]?.count == size)
            #expect(try await house.user("person1")?.isEnabled == true)
            let last = try await house.sources.read(SyncHouse.corp, as: SyncHouse.operator).lastSync
            #expect(last?.outcome == report.outcome)
            #expect(
                try await house.records(1).first?.detail?.hasPrefix("stopped: would take \(size) users and") == true)
            #expect(try await house.run(confirmed: true)[.withdrawn] == size)
            #expect(try await house.user("person1")?.isEnabled == false)
        }
    }

    @Test func pains17_aRunThatWouldTakeMoreThanTheShareWaitsForAConfirmation() async throws {
        let policy = ProvisioningPolicy(guardedShare: 0.2)
        try await SyncHouse.with(.memory, SyncHouse.people(1...50), policy: policy) { house in
            try await house.run()
            house.directory.people.removeFirst(10)
            #expect(try await house.run(dry: true).outcome == .done)
            #expect(try await house.run()[.withdrawn] == 10)
            // Those who are gone already are no share of anything.
            for number in 11...19 { house.directory.edit("entry-\(number)") { $0.isActive = false } }
            #expect(try await house.run().outcome == .stoppedByGuard(share: 9 / 40))
            #expect(try await house.user("person11")?.isEnabled == true)
            #expect(try await house.run(dry: true).outcome == .stoppedByGuard(share: 9 / 40))
            #expect(try await house.run(confirmed: true)[.withdrawn] == 9)
        }
    }

    @Test func aHandfulOfLeaversOfASmallSourceStopsNothing() async throws {
        try await SyncHouse.with(.memory, SyncHouse.people(1...6)) { house in
            try await house.run()
            house.directory.people.removeFirst(5)
            #expect(try await house.run()[.withdrawn] == 5)
        }
    }

    @Test(arguments: SyncHouse.Store.allCases)
    func aRunThatTheStoreInterruptsIsGoneOnWithByRunningAgain(_ store: SyncHouse.Store) async throws {
        try await SyncHouse.with(store, SyncHouse.people(1...1_800)) { house in
            house.storage.fail(atWrite: 3)
            await #expect(throws: ServiceError.unavailable(.storage)) { try await house.run() }
            #expect(try await house.userCount() == 1_001)
            let last = try await house.sources.read(SyncHouse.corp, as: SyncHouse.operator).lastSync
            #expect(last?.outcome == .interrupted && last?[.created] == 1_000)
            house.storage.fail(atWrite: nil)
            let report = try await house.run()
            #expect(report.counts == [.created: 800, .unchanged: 1_000])
            #expect(try await house.userCount() == 1_801)
            #expect(try await house.records().count { $0.action == .userCreated } == 1_800)
        }
    }

    @Test func aCancelledRunEndsWithAWholePageAndIsGoneOnWith() async throws {
        try await SyncHouse.with(.sqlite, SyncHouse.people(1...1_800)) { house in
            let sync = house.sync, running = Locked<Task<SyncReport, any Error>?>(nil)
            let (gate, opener) = AsyncStream<Void>.makeStream()
            let task = Task { () async throws in
                for await _ in gate {}
                return try await sync.run(
                    SyncRequest(of: SyncHouse.corp),
                    progress: { step in
                        if step == .applied(1_000, of: 1_800) { running.withLock { $0 }?.cancel() }
                    }, as: SyncHouse.operator)
            }
            running.withLock { $0 = task }
            opener.finish()
            let report = try await task.value
            #expect(report.outcome == .interrupted && report[.created] == 1_000)
            #expect(try await house.userCount() == 1_001)
            #expect(try await house.run().counts == [.created: 800, .unchanged: 1_000])
        }
    }

    @Test func whoComesWhileTheSourceIsReadIsNotTakenForGone() async throws {
        try await SyncHouse.with(.memory, SyncHouse.people(1...3)) { house in
            try await house.run()
            let known = try #require(try await house.user("person1"))
            house.directory.remove("entry-1")
            let clock = house.clock, storage = house.storage
            house.directory.meanwhile {
                clock.advance(by: 5)
                var seen = known
                seen.lastLoginAt = clock.now()
                let signedIn = seen
                try? await storage.write { try $0.userWrites.replace(signedIn) }
            }
            #expect(try await house.run().counts == [.unchanged: 2])
            #expect(try await house.user("person1")?.isEnabled == true)
            house.directory.meanwhile(nil)
            #expect(try await house.run()[.withdrawn] == 1)
        }
    }

    @Test func onlyOneRunOfASourceGoesOnAtOnce() async throws {
        try await SyncHouse.with(.memory, SyncHouse.people(1...3)) { house in
            let sync = house.sync, refusal = Locked<ServiceError?>(nil)
            house.directory.meanwhile {
                do throws(ServiceError) {
                    _ = try await sync.run(SyncRequest(of: SyncHouse.corp), as: SyncHouse.operator)
                } catch { refusal.withLock { $0 = error } }
            }
            let first = try await house.run()
            #expect(first[.created] == 3)
            #expect(refusal.withLock { $0 } == .conflict(.syncUnderWay(SyncHouse.corp)))
            house.directory.meanwhile(nil)
            #expect(try await house.run()[.unchanged] == 3)
        }
    }

    @Test(arguments: SyncHouse.Store.allCases)
    func runsOfManyProcessesAtOnceMakeEverybodyOnce(_ store: SyncHouse.Store) async throws {
        try await SyncHouse.with(store, SyncHouse.people(1...1_100, groups: ["cn=devs"])) { house in
            let group = try await house.addGroup("devs", mapping: ["cn=devs"])
            let created = try await withThrowingTaskGroup(of: SyncReport.self) { runs in
                for _ in 1...4 {
                    let neighbour = house.neighbour()
                    runs.addTask {
                        try await neighbour.run(SyncRequest(of: SyncHouse.corp), as: SyncHouse.operator)
                    }
                }
                return try await runs.reduce(into: 0) { $0 += $1[.created] }
            }
            #expect(created == 1_100)
            #expect(try await house.userCount() == 1_101)
            #expect(try await house.records().count { $0.action == .userCreated } == 1_100)
            #expect(try await house.groups(of: "person1100") == [group: .mapped])
        }
    }
}
