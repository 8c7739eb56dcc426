import Foundation
import IdentityCore
import ProviderToken
import Testing

@Suite struct SettingsTests {
    private func problems(_ settings: [String: Any]) throws -> [String] {
        try IssuerPlace.configuration(settings).problems.map(\.field)
    }

    private static let good: [String: Any] = ["issuer": "https://id.example.org/realms/corp", "audience": "gatehouse"]

    @Test func theShortestSettingsAreEnough() throws { #expect(try problems(Self.good).isEmpty) }

    @Test(arguments: [
        (#"{"issuer": null}"#, "issuer"), (#"{"issuer": "http://id.example.org"}"#, "issuer"),
        (#"{"issuer": "id"}"#, "issuer"), (#"{"audience": null}"#, "audience"), (#"{"audience": []}"#, "audience"),
        (#"{"algorithms": ["HS256"]}"#, "algorithms[0]"), (#"{"algorithms": ["HS512"]}"#, "algorithms[0]"),
        (#"{"algorithms": ["none"]}"#, "algorithms[0]"), (#"{"algorithms": []}"#, "algorithms"),
        (#"{"clockSkewSeconds": 61}"#, "clockSkewSeconds"), (#"{"clockSkewSeconds": -1}"#, "clockSkewSeconds"),
        (#"{"keys": {"address": "http://id.example.org/jwks"}}"#, "keys.address"),
        (#"{"keys": {"address": "https://id.example.org/jwks", "pinnedFile": "x"}}"#, "keys.pinnedFile"),
        (#"{"keys": {"refreshSeconds": 600, "keepSeconds": 300}}"#, "keys.keepSeconds"),
        (#"{"keys": {"url": "x"}}"#, "keys.url"), (#"{"proxy": "socks5://x"}"#, "proxy"),
        (#"{"limits": {"answerBytes": 1}}"#, "limits.answerBytes"),
        (#"{"timeouts": {"wholeSeconds": 0}}"#, "timeouts.wholeSeconds"),
        (#"{"claims": {"login": "a..b"}}"#, "claims.login"), (#"{"claims": {"login": []}}"#, "claims.login"),
        (#"{"claims": {"mail": "x"}}"#, "claims.mail"),
        (
            #"{"introspection": {"address": "http://id.example.org", "client": "c", "secretFile": "s"}}"#,
            "introspection.address"
        ),
        (#"{"introspection": {"address": "https://id.example.org", "client": "c"}}"#, "introspection.secretFile"),
    ])
    func whatIsWrongIsNamed(_ change: String, _ field: String) throws {
        let object = try #require(try JSONSerialization.jsonObject(with: Data(change.utf8)) as? [String: Any])
        let settings = Self.good.merging(object) { $1 }.filter { !($0.value is NSNull) }
        #expect(try problems(settings) == [field])
    }

    @Test func everythingThatIsWrongIsToldAtOnce() throws {
        #expect(try problems(["clockSkewSeconds": 90, "algorithms": ["RSA"]]).count == 4)
    }

    @Test func aDraftAsksNoProgramOfThisMachine() throws {
        let near = ["issuer": "http://127.0.0.1:8080", "audience": "gatehouse"]
        #expect(try IssuerPlace.configuration(near).choicesOfTheOperator.map(\.field) == ["issuer"])
        #expect(try IssuerPlace.configuration(Self.good).choicesOfTheOperator.isEmpty)
    }
}
