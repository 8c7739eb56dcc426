import FoundationEssentials
import IdentityCore
import TestSupport
import Testing

@testable import IdentityServices

@Test func speedProbe() async throws {
    let people = SyncHouse.people(1...20_000, groups: ["cn=devs", "cn=a", "cn=b"])
    try await SyncHouse.with(.sqlite, people) { house in
        try await house.addGroup("devs", mapping: ["cn=devs"])
        for round in 1...3 {
            let began = ContinuousClock.now
            let report = try await house.run()
            let took = ContinuousClock.now - began
            print("PROBE round \(round): \(report.counts) in \(took)")
        }
    }
}
