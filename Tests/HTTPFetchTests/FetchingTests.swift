import Foundation
import TestSupport
import Testing

@testable import HTTPFetch

/// Against a real server.
@Suite struct FetchingTests {
    private let issuer: TokenIssuer

    init() throws {
        issuer = try TokenIssuer()
        try issuer.publish(["ec1"])
    }

    private func fetch(
        _ path: String = "/jwks", _ settings: FetchSettings = FetchSettings()
    ) async throws(FetchFailure) -> [UInt8] {
        let fetcher = HTTPFetcher(settings)
        defer { fetcher.close() }
        return try await fetcher.fetch(FetchRequest(address(path)))
    }

    private func address(_ path: String) -> FetchAddress {
        do { return try FetchAddress(issuer.address + path) } catch { preconditionFailure("\(error)") }
    }

    private func kind(_ path: String = "/jwks", _ settings: FetchSettings = FetchSettings()) async -> FetchFailure.Kind?
    {
        do throws(FetchFailure) { _ = try await fetch(path, settings) } catch { return error.kind }
        return nil
    }

    @Test func anAnswerComesWhole() async throws {
        let text = String(decoding: try await fetch(), as: UTF8.self)
        #expect(text.contains(#""kid": "ec1""#))
    }

    @Test func nothingButTheQuestionIsSent() async throws {
        _ = try await fetch()
        let requests = try issuer.requests()
        #expect(!requests.contains("Cookie"))
        #expect(!requests.contains("Authorization"))
        #expect(requests.contains("application\\/json"))
    }

    @Test func aRedirectIsNotFollowed() async throws {
        try issuer.behave(.redirect)
        #expect(await kind() == .redirected)
        #expect(try issuer.count(of: "/elsewhere") == 0)
    }

    @Test func aStatusOfNoSuccessIsAFailure() async throws {
        try issuer.behave(.error)
        do throws(FetchFailure) { _ = try await fetch() } catch {
            #expect(error.kind == .badStatus)
            #expect(error.status == 503)
        }
        #expect(await kind("/nothing-here") == .badStatus)
    }

    @Test func t08_fiftyMegabytesAreCutOffAtTheLimit() async throws {
        try issuer.behave(.huge)
        #expect(await kind("/jwks", FetchSettings(maximumBytes: 100_000)) == .tooLarge)
    }

    /// The server would drip for a minute.
    @Test func t08_anAnswerThatDripsEndsAtTheDeadline() async throws {
        try issuer.behave(.slow)
        let start = ContinuousClock.now
        #expect(await kind("/jwks", FetchSettings(timeout: .milliseconds(600))) == .timedOut)
        #expect(ContinuousClock.now - start < .seconds(30))
    }

    @Test func aServerThatIsSilentOrGoneIsUnreachable() async throws {
        try issuer.behave(.silent)
        #expect(await kind() == .unreachable)
        issuer.stop()
        #expect(await kind() == .unreachable)
    }

    @Test func theEnvironmentsProxyIsPassedBy() async throws {
        setenv("http_proxy", "http://127.0.0.1:1", 1)
        defer { unsetenv("http_proxy") }
        #expect(await kind() == nil)
        #expect(await kind("/jwks", FetchSettings(proxy: "http://127.0.0.1:1")) == .unreachable)
    }

    @Test func aFormCarriesItsFieldsAndItsLogin() async throws {
        try issuer.client("house+%26", secret: "s%3A+%C3%BC")
        try issuer.introspect("a+b/ü&c=", as: ["active": true, "sub": "seven"])
        let fetcher = HTTPFetcher(FetchSettings())
        defer { fetcher.close() }
        let login = FetchLogin(client: "house &", secret: "s: ü")
        let form = FetchRequest.Method.form([("token", "a+b/ü&c="), ("token_type_hint", "access_token")])
        let answer = try await fetcher.fetch(FetchRequest(address("/introspect"), form, login: login))
        #expect(String(decoding: answer, as: UTF8.self).contains("seven"))
        #expect(!"\(login)".contains("s%3A"))
        #expect(!String(reflecting: login).contains("s%3A"))
    }

    @Test func moreRequestsThanMayWaitAreToldSo() async throws {
        try issuer.behave(.late)
        let fetcher = HTTPFetcher(FetchSettings(), threads: 1, queueLimit: 1)
        defer { fetcher.close() }
        let request = FetchRequest(address("/jwks"))
        let kinds = await withTaskGroup(of: FetchFailure.Kind?.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    do throws(FetchFailure) { _ = try await fetcher.fetch(request) } catch { return error.kind }
                    return nil
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(kinds.contains(.busy))
        #expect(kinds.contains(nil))
    }
}
