import Cryptography
package import FoundationEssentials
package import IdentityCore
import UnicodeText

/// The machine's own clock.
package struct SystemClock: Clock {
    package init() {}
    package func now() -> Date { Date() }
}

/// Version 7 UUIDs (RFC 9562 section 5.7): in the order of their making, so that new rows lie side by side, and with 74
/// random bits, so that none can be guessed from another.
package struct SystemIDs: IDGenerator {
    private let clock: any Clock
    private let random: any RandomSource

    package init(clock: any Clock, random: any RandomSource) {
        self.clock = clock
        self.random = random
    }

    package func uuid() -> UUID {
        let milliseconds = UInt64(max(0, clock.now().timeIntervalSince1970 * 1_000))
        var bytes = random.bytes(16)
        for index in 0..<6 { bytes[index] = UInt8(truncatingIfNeeded: milliseconds >> UInt64(8 * (5 - index))) }
        bytes[6] = bytes[6] & 0x0F | 0x70
        bytes[8] = bytes[8] & 0x3F | 0x80
        return UUID(
            uuid: (
                bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7], bytes[8], bytes[9],
                bytes[10], bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]
            ))
    }
}

/// OpenSSL's generator, seeded by the kernel.
package struct SystemRandomSource: RandomSource {
    package init() {}
    package func bytes(_ count: Int) -> [UInt8] { SystemRandom().bytes(count) }
}

/// libunistring's tables behind the port of the core.
package struct SystemTextNormalizer: TextNormalizing {
    private let normalizer = UnistringNormalizer()

    package init() {}
    package func compatibilityComposed(_ text: String) -> String { normalizer.compatibilityComposed(text) }
    package func comparisonKey(_ text: String) -> String { normalizer.comparisonKey(text) }
    package func mixesLookAlikeScripts(_ text: String) -> Bool { normalizer.mixesLookAlikeScripts(text) }
}
