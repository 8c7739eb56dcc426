import Cryptography
import FoundationEssentials
import IdentityCore
import JSONText
import LDAPKit

/// What a protected connection is protected by.
struct TLSFindings {
    let version: String?
    let cipher: String?
    let certificate: Certificate?
    let now: Date

    init(_ connection: LDAPConnection, now: Date) {
        version = connection.tlsVersion
        cipher = connection.tlsCipher
        certificate = connection.peerCertificate.flatMap(Certificate.init(der:))
        self.now = now
    }

    private static let soon: Int64 = 14 * 86_400

    func tell(_ sight: inout Sight) {
        sight.words = "The connection is protected, and the certificate is good for this server."
        note(&sight)
        if let end = certificate?.notAfter, end - now.seconds < Self.soon {
            sight.warn(
                "The connection is protected; the certificate ends on \(Self.day(end)).",
                advice: "Renew the server's certificate before it ends.")
        }
    }

    func note(_ sight: inout Sight) {
        if let version { sight.note("version", version) }
        if let cipher { sight.note("cipher", cipher) }
        guard let certificate else { return }
        sight.note("subject", certificate.subject)
        sight.note("issuer", certificate.issuer)
        sight.note("names", certificate.names.joined(separator: ", "))
        if let start = certificate.notBefore, let end = certificate.notAfter {
            sight.note("valid", "\(Self.day(start)) to \(Self.day(end))")
        }
    }

    static func day(_ seconds: Int64) -> String {
        var bytes: [UInt8] = []
        Timestamp.append(seconds * 1_000, to: &bytes)
        return String(decoding: bytes.prefix(10), as: UTF8.self)
    }
}
