import FoundationEssentials
import IdentityCore
import TestSupport
import Testing

@testable import IdentityServices

/// What looking at a source adds to the source's own steps.
@Suite struct ExaminationTests {
    private func steps(
        _ house: SyncHouse, _ login: String? = "person1", password: String? = nil
    ) async throws -> [SourceStep.Name: SourceStep] {
        let login = login.map { ExaminedLogin($0, password: password.map { Secret($0) }) }
        let report = try await house.sources.examine(SyncHouse.corp, login: login, as: SyncHouse.operator)
        return Dictionary(uniqueKeysWithValues: report.steps.map { ($0.name, $0) })
    }

    @Test(arguments: SyncHouse.Store.allCases)
    func somebodyNewIsToldWhatTheFirstSignInWouldMake(_ store: SyncHouse.Store) async throws {
        let policy = ProvisioningPolicy(createsOnFirstLogin: true)
        let people = SyncHouse.people(1...1, groups: ["cn=devs", "cn=none"])
        try await SyncHouse.with(store, people, policy: policy) { house in
            try await house.addGroup("devs", mapping: ["cn=devs"], roles: [.auditor])
            house.storage.forgetCounts()
            let found = try await steps(house)
            #expect(found[.mapping]?.result == .ok)
            #expect(
                found[.mapping]?.facts == [
                    SourceStep.Fact("cn=devs", "devs"), SourceStep.Fact("cn=none", "leads to none"),
                ])
            #expect(found[.account]?.words == "The sign-in would create the account.")
            #expect(found[.rights]?.facts.contains(SourceStep.Fact("roles", "auditor, member")) == true)
            #expect(found[.rights]?.facts.contains(SourceStep.Fact("group", "devs")) == true)
            #expect(found[.rights]?.facts.contains(SourceStep.Fact("on the server", "audit:read")) == true)
            #expect(try await house.user("person1") == nil)
            // The record, and nothing else.
            #expect(house.storage.writes == 1)
        }
    }

    @Test func whatKeepsThePersonOutIsSaid() async throws {
        try await SyncHouse.with(.memory, SyncHouse.people(1...2)) { house in
            #expect(try await steps(house)[.account]?.words.contains("makes nobody") == true)
            #expect(try await steps(house)[.rights]?.result == .skipped)
            #expect(try await steps(house)[.mapping]?.words == "The person is in no group there.")
            try await house.run()
            #expect(try await steps(house)[.account]?.words == "The account is as the source says.")
            house.directory.edit("entry-1") { $0.displayName = "Another" }
            #expect(
                try await steps(house)[.account]?.facts.last == SourceStep.Fact("refreshed", "displayName"))
            house.directory.edit("entry-1") { $0.isActive = false }
            #expect(try await steps(house)[.account]?.words == "The source has closed the account.")
            house.directory.edit("entry-1") { $0.isActive = true }
            var user = try #require(try await house.user("person1"))
            user.isEnabled = false
            let disabled = user
            try await house.storage.write { try $0.userWrites.replace(disabled) }
            #expect(try await steps(house)[.account]?.words == "The account is disabled here.")
            user.isEnabled = true
            user.validUntil = house.clock.now()
            let expired = user
            try await house.storage.write { try $0.userWrites.replace(expired) }
            #expect(try await steps(house)[.account]?.words == "The account's time here is over.")
        }
    }

    @Test func aLoginThatIsSomebodyElsesIsNamedWithItsOwner() async throws {
        let policy = ProvisioningPolicy(createsOnFirstLogin: true)
        try await SyncHouse.with(.memory, [SyncHouse.person(1, "root")], policy: policy, seats: 1) { house in
            let account = try #require(try await steps(house, "root")[.account])
            #expect(account.result == .failed && account.advice != nil)
            #expect(account.facts.contains(SourceStep.Fact("account in the way", "root of local")))
            house.directory.people = [SyncHouse.person(1)]
            #expect(try await steps(house)[.account]?.words == "Every seat of the licence is taken.")
        }
    }

    @Test func groupsThatLeadNowhereAreAWarning() async throws {
        let policy = ProvisioningPolicy(createsOnFirstLogin: true)
        try await SyncHouse.with(.memory, SyncHouse.people(1...1, groups: ["cn=x"]), policy: policy) { house in
            let mapping = try #require(try await steps(house)[.mapping])
            #expect(mapping.result == .warning && mapping.advice?.contains("mapped external group") == true)
        }
    }

    @Test func behindAFailureNothingHereIsWorkedOut() async throws {
        try await SyncHouse.with(.memory, SyncHouse.people(1...1)) { house in
            for login in ["nobody", "person1"] {
                if login == "person1" { house.directory.fail(.unavailable) }
                let found = try await steps(house, login)
                #expect([.mapping, .account, .rights].allSatisfy { found[$0]?.result == .skipped })
            }
            house.directory.fail(nil)
            #expect(try await steps(house, nil)[.account] == nil)
        }
    }

    @Test func aLookIsRecordedWithTheLoginAndNeverThePassword() async throws {
        try await SyncHouse.with(.memory, SyncHouse.people(1...1)) { house in
            _ = try await steps(house, password: "analytical engine")
            let record = try #require(try await house.records(1).first)
            #expect(record.action == .sourceTested && record.object?.id == "corp")
            #expect(record.detail == "login person1: verified")
            let draft = SourceDraft(saved: nil, kind: SourceKind(rawValue: "scripted"), settings: "{}")
            let report = try await house.sources.examine(
                draft, login: ExaminedLogin("person1"), as: SyncHouse.operator)
            #expect(report.verdict == .usable && report.steps.map(\.name).suffix(3) == [.mapping, .account, .rights])
            #expect(try await house.records(1).first?.object?.id == "draft")
            #expect(try await house.records().allSatisfy { !($0.detail ?? "").contains("engine") })
            for login in ["", String(repeating: "x", count: 256)] {
                await #expect(throws: ServiceError.self) { try await steps(house, login) }
            }
        }
    }
}
