import Cryptography
package import IdentityCore

/// What one Argon2id computation costs.
package struct Argon2Parameters: Hashable, Sendable {
    package var memoryKiB: Int
    package var passes: Int
    package var lanes: Int

    /// OWASP's first choice (ASVS 5.0 appendix C): 19 MiB, two passes, one lane.
    package static let recommended = Argon2Parameters(memoryKiB: 19_456, passes: 2, lanes: 1)

    package init(memoryKiB: Int, passes: Int, lanes: Int) {
        self.memoryKiB = memoryKiB
        self.passes = passes
        self.lanes = lanes
    }

    private static let maximumMemoryKiB = 256 * 1_024
    private static let maximumPasses = 32
    private static let maximumLanes = 16
    /// Memory times passes, which is the time: about a second.
    private static let maximumWorkKiB = 1_024 * 1_024

    /// Everything beyond the limits, which hold for settings and for hashes on file alike, because a hash that is
    /// imported could ask for any cost. Fields are named relative to the section.
    package var problems: [FieldProblem] {
        var problems: [FieldProblem] = []
        if !(1...Self.maximumLanes).contains(lanes) {
            problems.append(.init("lanes", .outOfRange, "There are 1 to \(Self.maximumLanes) lanes."))
        }
        if !(1...Self.maximumPasses).contains(passes) {
            problems.append(.init("passes", .outOfRange, "There are 1 to \(Self.maximumPasses) passes."))
        }
        if !(8...Self.maximumMemoryKiB).contains(memoryKiB) || memoryKiB / 8 < lanes {
            let message = "The memory is at least 8 KiB for each lane and at most \(Self.maximumMemoryKiB) KiB."
            problems.append(.init("memoryKiB", .outOfRange, message))
        }
        if problems.isEmpty, memoryKiB * passes > Self.maximumWorkKiB {
            let message = "Memory times passes is at most \(Self.maximumWorkKiB) KiB."
            problems.append(.init("passes", .outOfRange, message))
        }
        return problems
    }

    var cost: Argon2id.Cost { Argon2id.Cost(memoryKiB: memoryKiB, passes: passes, lanes: lanes) }
}
