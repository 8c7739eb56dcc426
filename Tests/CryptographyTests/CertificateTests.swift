import Cryptography
import Foundation
import Testing

/// A certificate for directory.example.org and 127.0.0.1, and the authority that issued it.
@Suite struct CertificateTests {
    private let authority = """
        MIIBpTCCAUugAwIBAgIUMqwnuFJOlSrxPWoAurH/JMN7hBAwCgYIKoZIzj0EAwIwJzEQMA4GA1UECgwHRXhhbXBsZTETMBEGA1UE
        AwwKRXhhbXBsZSBDQTAgFw0yNjExMjExMzI5MTVaGA8yMTI2MTAyODEzMjkxNVowJzEQMA4GA1UECgwHRXhhbXBsZTETMBEGA1UE
        AwwKRXhhbXBsZSBDQTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABE0TdKT6v9ADg2OHLnHKjgLi+rH3Ckn22bKoxCc4DdU/g2wI
        djuZ1hGX/wDqCcYRbVs2gFGgHOH6P8KD3jav+qmjUzBRMB0GA1UdDgQWBBTvleujjk4JaqZA/d+RwcY08TxutTAfBgNVHSMEGDAW
        gBTvleujjk4JaqZA/d+RwcY08TxutTAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQCqVb3dbOL5dkjIntuyQy1G
        eoI9i2ClhcnJ5TlPzYIXwgIgX1siq5HMmYKTSbSeInD2Qo86+oUivoHDsPAouKCuqRc=
        """
    private let server = """
        MIIBoDCCAUagAwIBAgIBATAKBggqhkjOPQQDAjAnMRAwDgYDVQQKDAdFeGFtcGxlMRMwEQYDVQQDDApFeGFtcGxlIENBMB4XDTI2
        MTEyMTEzMjkxNloXDTI2MTEyMzEzMjkxNlowIDEeMBwGA1UEAwwVZGlyZWN0b3J5LmV4YW1wbGUub3JnMFkwEwYHKoZIzj0CAQYI
        KoZIzj0DAQcDQgAE5aqSEnnfje0GR8qtilJmgd9mDbb66BnHkGKsHOr9aSW5DyUeOdQjpt4F5HTFeAcjQ3oibse75YdBK1B+BPij
        dqNqMGgwJgYDVR0RBB8wHYIVZGlyZWN0b3J5LmV4YW1wbGUub3JnhwR/AAABMB0GA1UdDgQWBBR4lJPSNBCgRBz23sjWYroasWZR
        KDAfBgNVHSMEGDAWgBTvleujjk4JaqZA/d+RwcY08TxutTAKBggqhkjOPQQDAgNIADBFAiEAlQVUjHSt1ElHreIrP7ZiXRyKXzZm
        GCMKG7hK8iZ9m1gCIDdkwOj7G885k23RRbkI+uLJ9EPGP9eRwVYdtpQJGf+q
        """

    private func bytes(_ text: String) throws -> [UInt8] {
        Array(try #require(Data(base64Encoded: text, options: .ignoreUnknownCharacters)))
    }

    private func certificate(_ text: String) throws -> Certificate { try #require(Certificate(der: bytes(text))) }

    @Test func aCertificateTellsWhoseItIsAndForHowLong() throws {
        let certificate = try certificate(server)
        #expect(certificate.subject == "CN=directory.example.org")
        #expect(certificate.issuer.contains("CN=Example CA") && certificate.issuer.contains("O=Example"))
        #expect(certificate.names == ["DNS:directory.example.org", "IP Address:127.0.0.1"])
        #expect(certificate.notBefore == 1795267756)
        #expect(certificate.notAfter == 1795440556)
    }

    @Test func aCertificateIsForItsNamesAndNoOther() throws {
        let certificate = try certificate(server)
        #expect(certificate.isFor("directory.example.org") && certificate.isFor("127.0.0.1"))
        #expect(!certificate.isFor("example.org") && !certificate.isFor("127.0.0.2") && !certificate.isFor(""))
    }

    @Test func anAuthorityVouchesForWhatItIssued() throws {
        let file = NSTemporaryDirectory() + "gatehouse-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: file) }
        let text = try bytes(authority)
        let pem = "-----BEGIN CERTIFICATE-----\n\(Data(text).base64EncodedString())\n-----END CERTIFICATE-----\n"
        try Data(pem.utf8).write(to: URL(fileURLWithPath: file))
        #expect(try certificate(server).chainProblem(authorities: file) == nil)
        #expect(try !certificate(server).isSelfSigned)
        #expect(try certificate(authority).isSelfSigned)
        #expect(try certificate(server).chainProblem(authorities: "/etc/ssl/certs/ca-certificates.crt") != nil)
        #expect(try certificate(server).chainProblem(authorities: "/nowhere")?.contains("/nowhere") == true)
    }

    @Test func bytesThatAreNoneAreNoCertificate() throws {
        #expect(Certificate(der: []) == nil)
        #expect(Certificate(der: [0x30, 0x03, 1, 2, 3]) == nil)
        #expect(try Certificate(der: Array(bytes(server).dropLast(40))) == nil)
    }
}
