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

/// Session tokens that count up; their digest is the number.
package final class CountingTokens: SessionTokenMaking {
    private let numbers = NumberedTokens("token-", mark: 0)

    package init() {}

    package func mint() -> (token: Secret, digest: TokenDigest) { numbers.mint() }

    package func digests(of token: Secret) -> [TokenDigest] { numbers.digest(of: token).map { [$0] } ?? [] }
}

/// Tokens of access keys that count up.
package final class CountingKeys: AccessKeyMaking {
    private let numbers = NumberedTokens("gh_", mark: 1)

    package init() {}

    package func mint() -> (token: Secret, prefix: String, digest: TokenDigest) {
        let (token, digest) = numbers.mint()
        return (token, token.reveal { String($0.prefix(4)) }, digest)
    }

    package func digest(of token: Secret) -> TokenDigest? { numbers.digest(of: token) }
}

private final class NumberedTokens: Sendable {
    private let count = Locked<Int>(0)
    private let start: String
    private let mark: UInt8

    /// - Parameter mark: in the digest, so that numbers of two kinds differ.
    init(_ start: String, mark: UInt8) {
        self.start = start
        self.mark = mark
    }

    func mint() -> (token: Secret, digest: TokenDigest) {
        let number = count.withLock { count in
            count += 1
            return count
        }
        return (Secret("\(start)\(number)"), digest(number))
    }

    func digest(of token: Secret) -> TokenDigest? {
        token.reveal { text in
            guard text.hasPrefix(start), let number = Int(text.dropFirst(start.count)) else { return nil }
            return digest(number)
        }
    }

    private func digest(_ number: Int) -> TokenDigest {
        let bigEndian = (0..<8).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
        return TokenDigest(bytes: [UInt8](repeating: mark, count: 24) + bigEndian)
    }
}
