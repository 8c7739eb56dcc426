import Cryptography
import IdentityCore

package struct SHA256Digests: Digesting {
    package init() {}

    package func sha256(_ bytes: [UInt8]) -> [UInt8] { SHA256.digest(bytes) }
}
