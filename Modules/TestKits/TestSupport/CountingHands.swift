package import FoundationEssentials
package import IdentityCore
import Threading

/// Identifiers that count up from one.
package final class CountingIDs: IDGenerator {
    private let count = Locked<UInt64>(0)

    package init() {}

    package func uuid() -> UUID {
        let number = count.withLock { count in
            count += 1
            return count
        }
        return UUID(uuidString: "00000000-0000-7000-8000-" + String(format(number)))!
    }

    private func format(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 12 - digits.count) + digits
    }
}

/// Tokens that count up; their digest is the number.
package final class CountingTokens: SessionTokenMaking {
    private let count = Locked<Int>(0)

    package init() {}

    package func mint() -> (token: Secret, digest: TokenDigest) {
        let number = count.withLock { count in
            count += 1
            return count
        }
        return (Secret("token-\(number)"), Self.digest(number))
    }

    package func digests(of token: Secret) -> [TokenDigest] {
        token.reveal { text in
            guard text.hasPrefix("token-"), let number = Int(text.dropFirst(6)) else { return [] }
            return [Self.digest(number)]
        }
    }

    private static func digest(_ number: Int) -> TokenDigest {
        TokenDigest(bytes: [UInt8](repeating: 0, count: 24) + bigEndian(number))
    }

    private static func bigEndian(_ number: Int) -> [UInt8] {
        (0..<8).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
}
