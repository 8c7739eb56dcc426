import COpenSSL

/// The system's generator, through OpenSSL's.
package struct SystemRandom: Sendable {
    package init() {}

    /// Ends the process when the generator fails: there is nothing safe to go on with.
    package func bytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        guard RAND_bytes(&bytes, Int32(count)) == 1 else { fatalError("The system's random generator failed.") }
        return bytes
    }
}
