import Cryptography
package import IdentityCore

/// One secret of an installation. Only keys derived from it are used, each for one purpose; prints nothing.
package struct MasterKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package static let byteCount = 32

    /// Names the key where it was used. Derived from it; tells nothing of it.
    package let id: SealingKeyID
    let sessionTokens: HMACKey
    let tags: HMACKey
    let audit: HMACKey
    let houseTokens: HMACKey
    let sealing: AES256GCM
    private let bytes: KeyBytes

    private init(_ bytes: KeyBytes) {
        // An independent key for each purpose (RFC 5869). A changed label makes everything under the old one void.
        func subkey(_ label: String, length: Int = 32) -> KeyBytes {
            HKDF.sha256(secret: bytes, info: Array(label.utf8), length: length)
        }
        self.bytes = bytes
        id = SealingKeyID(rawValue: Hexadecimal.encode(subkey("gatehouse master key id v1", length: 8).copied()))
        sessionTokens = HMACKey(subkey("gatehouse session token v1"))
        tags = HMACKey(subkey("gatehouse keyed tag v1"))
        audit = HMACKey(subkey("gatehouse audit chain v1"))
        // As long as the digest of HMAC-SHA-512 (RFC 7518 section 3.2).
        houseTokens = HMACKey(subkey("gatehouse signed token v1", length: 64), .sha512)
        sealing = AES256GCM(subkey("gatehouse sealed secret v1"))
    }

    /// - Parameter fileContents: one line with 32 bytes in hexadecimal digits or in base64, as `fileContents` writes
    ///   it or as `openssl rand -hex 32` and `openssl rand -base64 32` do.
    /// - Returns: `nil` for any other text, and for one byte repeated, which stands in an example and was not drawn.
    package init?(fileContents: Secret) {
        let bytes: [UInt8]? = fileContents.reveal { contents in
            var line = contents[...]
            if line.last == "\n" { line.removeLast() }
            if line.utf8.count == 64 { return Hexadecimal.decode(line) }
            // Base64 of 32 bytes is 43 characters, and one of padding where it is padded.
            if line.utf8.count == 44, line.last == "=" { line.removeLast() }
            return Base64.standard.decode(line) ?? Base64.url.decode(line)
        }
        guard var bytes, bytes.count == Self.byteCount, Set(bytes).count > 1 else { return nil }
        self.init(KeyBytes(taking: &bytes))
    }

    package static func generate(from random: any RandomSource) -> MasterKey {
        var bytes = random.bytes(byteCount)
        return MasterKey(KeyBytes(taking: &bytes))
    }

    /// One line of hexadecimal digits, to be written to a file that only the server may read.
    package var fileContents: Secret {
        var bytes = bytes.copied()
        defer { bytes.wipe() }
        return Secret(Hexadecimal.encode(bytes) + "\n")
    }

    package var description: String { "<master key>" }
    package var debugDescription: String { "<master key>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
