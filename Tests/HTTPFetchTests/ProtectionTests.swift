import TestSupport
import Testing

@testable import HTTPFetch

@Suite struct ProtectionTests {
    private let site: MailSite

    init() throws { site = try MailSite() }

    private func kind(_ issuer: TokenIssuer, caFile: String?) async throws -> FetchFailure.Kind? {
        let fetcher = HTTPFetcher(FetchSettings(caFile: caFile))
        defer { fetcher.close() }
        let request = FetchRequest(
            try FetchAddress(issuer.address + "/jwks"), login: FetchLogin(user: "a", password: "b"))
        do throws(FetchFailure) { _ = try await fetcher.fetch(request) } catch { return error.kind }
        return nil
    }

    @Test func aServerOfTheGivenAuthorityIsTrusted() async throws {
        let certificate = try site.certificate()
        let issuer = try TokenIssuer(certificate: certificate)
        #expect(try await kind(issuer, caFile: certificate) == nil)
        #expect(try issuer.count() == 1)
    }

    @Test func aServerOfAnotherAuthorityIsToldNothing() async throws {
        let issuer = try TokenIssuer(certificate: try site.certificate())
        for caFile in [nil, try site.certificate(), "\(site.path)/gone.pem"] {
            #expect(try await kind(issuer, caFile: caFile) == .tlsRefused)
        }
        #expect(try issuer.count() == 0)
    }

    @Test func aCertificateOfAnotherNameIsRefused() async throws {
        let certificate = try site.certificate(for: "DNS:id.example,IP:127.0.0.2")
        let issuer = try TokenIssuer(certificate: certificate)
        #expect(try await kind(issuer, caFile: certificate) == .tlsRefused)
        #expect(try issuer.count() == 0)
    }
}
