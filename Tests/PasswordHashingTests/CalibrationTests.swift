import IdentityCore
import Testing

@testable import PasswordHashing

@Suite struct CalibrationTests {
    /// A machine that needs exactly so many milliseconds for each MiB and pass.
    private func rows(target: Double, millisecondsForMiB: Double) throws -> [CalibrationRow] {
        try Calibration(targetMilliseconds: target) {
            Double($0.memoryKiB * $0.passes) / 1_024 * millisecondsForMiB
        }.rows()
    }

    @Test func eachAmountOfMemoryGetsAsManyPassesAsFit() throws {
        let rows = try rows(target: 200, millisecondsForMiB: 1)
        #expect(rows.map(\.parameters.memoryKiB) == [12_288, 19_456, 47_104, 65_536, 131_072])
        #expect(rows.map(\.parameters.passes) == [16, 10, 4, 3, 1])
        #expect(rows.allSatisfy { $0.milliseconds <= 200 })
    }

    @Test func aSlowMachineStillSeesWhatTheLeastWouldCost() throws {
        let rows = try rows(target: 10, millisecondsForMiB: 1)
        #expect(rows.map(\.parameters) == [Argon2Parameters(memoryKiB: 12_288, passes: 3, lanes: 1)])
        #expect(rows.map(\.milliseconds) == [36])
    }

    @Test func aProposalIsNeverBeyondTheLimits() throws {
        #expect(try rows(target: 10_000, millisecondsForMiB: 0.01).allSatisfy { $0.parameters.problems.isEmpty })
    }

    @Test func thisMachineCanBeMeasured() async throws {
        try await withHasher { hasher async throws in
            let rows = try await hasher.calibrate(targetMilliseconds: 1)
            #expect(rows.first.map { $0.milliseconds > 0 } == true)
            await #expect(throws: ServiceError.self) { try await hasher.calibrate(targetMilliseconds: 0) }
        }
    }
}
