import Foundation
import IdentityCore
import ProviderSSO
import Testing

@Suite struct SettingsTests {
    @Test(arguments: [
        (#"{"proxies": ["10.0.0.0/33"], "headers": {}}"#, "proxies[0]"),
        (#"{"proxies": ["proxy.example"]}"#, "proxies[0]"),
        (#"{"headers": {"login": "X-User"}}"#, "proxies"),
        (#"{"secret": {"header": "x-s", "secretFile": "s"}}"#, "proxies"),
        (#"{"proxies": ["10.0.0.5"], "headers": {"login": "X_User"}}"#, "headers.login"),
        (#"{"proxies": ["10.0.0.5"], "headers": {"login": "Authorization"}}"#, "headers.login"),
        (#"{"proxies": ["10.0.0.5"], "headers": {"login": "X User"}}"#, "headers.login"),
        (#"{"proxies": ["10.0.0.5"], "headers": {"user": "X-User"}}"#, "headers.user"),
        (#"{"proxies": ["10.0.0.5"], "headers": {"groupSeparator": ""}}"#, "headers.groupSeparator"),
        (#"{"proxies": ["10.0.0.5"], "secret": {"header": "x-s"}}"#, "secret.secretFile"),
        (#"{"proxies": ["10.0.0.5"], "secret": {"header": "x-s", "secret": "short"}}"#, "secret.secret"),
        (
            #"{"proxies": ["10.0.0.5"], "assertion": {"issuer": "https://i.example", "audience": "a"}}"#,
            "assertion.header"
        ),
    ])
    func whatIsWrongIsNamed(_ text: String, _ field: String) throws {
        let settings = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(try ProxyPlace.configuration(settings).problems.map(\.field) == [field])
    }

    @Test func headersAndAnAssertionDoNotGoTogether() throws {
        let both: [String: Any] = [
            "proxies": ["10.0.0.5"], "headers": ["login": "X-User"],
            "assertion": ["header": "X-A", "issuer": "https://i.example", "audience": "a"],
        ]
        #expect(try ProxyPlace.configuration(both).problems.map(\.field) == ["headers"])
    }

    @Test func nothingAtAllIsASourceOfPeopleWhoDoNotSignIn() throws {
        #expect(try ProxyPlace.configuration([:]).problems.isEmpty)
    }
}
