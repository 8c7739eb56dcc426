import IdentityCore

/// Counts upwards from a first byte, so that a test can foresee it.
struct FixedRandom: RandomSource {
    var first: UInt8 = 0
    func bytes(_ count: Int) -> [UInt8] { (0..<count).map { first &+ UInt8(truncatingIfNeeded: $0) } }
}
