/// PEM files of the server's certificate chain (own certificate first) and its private key, which has no pass phrase.
package struct TLSFiles: Sendable, Hashable {
    package var certificateChain: String
    package var privateKey: String

    package init(certificateChain: String, privateKey: String) {
        self.certificateChain = certificateChain
        self.privateKey = privateKey
    }
}
