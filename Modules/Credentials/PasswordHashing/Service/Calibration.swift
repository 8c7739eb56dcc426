import Cryptography
package import IdentityCore

/// Argon2 parameters with what they cost on this machine.
package struct CalibrationRow: Hashable, Sendable {
    package var parameters: Argon2Parameters
    package var milliseconds: Double
}

/// Finds for each amount of memory how many passes fit into a time.
struct Calibration {
    /// The amounts worth choosing between, with the fewest passes that are enough for each (ASVS 5.0 appendix C).
    private static let choices = [(12_288, 3), (19_456, 2), (47_104, 1), (65_536, 1), (131_072, 1), (262_144, 1)]

    let targetMilliseconds: Double
    /// Computes one hash and says how many milliseconds it took.
    let measure: (Argon2Parameters) throws -> Double

    /// The least memory first. Amounts whose fewest passes take longer than the target are left out, but for the
    /// first, which shows what a machine too slow for the target would need.
    func rows() throws -> [CalibrationRow] {
        var rows: [CalibrationRow] = []
        for (memoryKiB, fewest) in Self.choices {
            var parameters = Argon2Parameters(memoryKiB: memoryKiB, passes: fewest, lanes: 1)
            // The first computation pays for memory that the next ones reuse.
            _ = try measure(parameters)
            var milliseconds = try measure(parameters)
            if milliseconds > targetMilliseconds, !rows.isEmpty { break }
            let fitting = Int(targetMilliseconds / milliseconds * Double(fewest))
            parameters.passes = max(fewest, fitting)
            while !parameters.problems.isEmpty { parameters.passes -= 1 }
            if parameters.passes != fewest { milliseconds = try measure(parameters) }
            rows.append(CalibrationRow(parameters: parameters, milliseconds: milliseconds))
        }
        return rows
    }
}

extension PasswordHashingService {
    /// Measures this machine, on the hasher's own threads. Takes a few times the target for each row.
    /// - Parameter targetMilliseconds: how long one hash may take; 1 to 10,000.
    package func calibrate(targetMilliseconds: Int) async throws(ServiceError) -> [CalibrationRow] {
        guard (1...10_000).contains(targetMilliseconds) else {
            let message = "The target is 1 to 10,000 milliseconds."
            throw .invalidInput([FieldProblem("targetMilliseconds", .outOfRange, message)])
        }
        return try await run {
            let clock = ContinuousClock()
            return try Calibration(targetMilliseconds: Double(targetMilliseconds)) { parameters in
                let start = clock.now
                let salt = [UInt8](repeating: 0, count: Argon2Hash.saltBytes)
                _ = try Argon2id.tag(
                    of: PasswordBytes("calibration"), salt: salt, cost: parameters.cost, length: Argon2Hash.tagBytes)
                return (clock.now - start) / .milliseconds(1)
            }.rows()
        }
    }
}
