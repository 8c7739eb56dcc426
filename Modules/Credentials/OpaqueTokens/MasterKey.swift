import Cryptography
package import IdentityCore

/// The one secret of an installation. Only keys derived from it are used, each for one purpose; prints nothing.
package struct MasterKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package static let byteCount = 32

    private let bytes: [UInt8]

    private init(bytes: [UInt8]) { self.bytes = bytes }

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
        guard let bytes, bytes.count == Self.byteCount, Set(bytes).count > 1 else { return nil }
        self.bytes = bytes
    }

    package static func generate(from random: any RandomSource) -> MasterKey {
        MasterKey(bytes: random.bytes(byteCount))
    }

    /// One line of hexadecimal digits, to be written to a file that only the server may read.
    package var fileContents: Secret { Secret(Hexadecimal.encode(bytes) + "\n") }

    /// An independent key for one purpose (RFC 5869). A changed label makes everything under the old one void.
    func subkey(_ label: String) -> HMACKey {
        HMACKey(HKDF.sha256(secret: bytes, info: Array(label.utf8), length: 32))
    }

    package var description: String { "<master key>" }
    package var debugDescription: String { "<master key>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
