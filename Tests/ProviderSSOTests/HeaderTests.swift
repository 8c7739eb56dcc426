import IdentityCore
import TestSupport
import Testing

@Suite struct HeaderTests {
    private let place = ProxyPlace()

    @Test func aListedProxySaysWhoThePersonIs() async throws {
        let person = try await place.source(ProxyPlace.plain).person([
            "x-remote-user": ["Ada"], "x-remote-email": ["ada@example.org"], "x-remote-name": ["Ada Lovelace"],
            "x-remote-groups": ["analysts; ops ;;"],
        ])
        #expect(
            person
                == ExternalIdentity(
                    externalID: "ada", login: "Ada", email: "ada@example.org", displayName: "Ada Lovelace",
                    groups: ["analysts", "ops"]))
    }

    @Test func h04_aProxyThatTellsGroupsAndNamesNoneLeavesNone() async throws {
        let source = try await place.source(ProxyPlace.plain)
        #expect(try await source.person(["x-remote-user": ["ada"]])?.groups == [])
        let without: [String: Any] = ["proxies": [ProxyPlace.peer], "headers": ["login": "X-Remote-User"]]
        let person = try #require(try await place.source(without).person(["x-remote-user": ["ada"]]))
        #expect(person.groups == nil)
    }

    @Test(arguments: ["10.0.0.5", "10.1.0.77", "2001:db8::1", "::ffff:10.0.0.5"])
    func everyListedAddressIsBelieved(_ peer: String) async throws {
        #expect(try await place.source(ProxyPlace.plain).person(["x-remote-user": ["ada"]], from: peer) != nil)
    }

    @Test(arguments: ["10.0.0.6", "10.1.1.1", "127.0.0.1", "2001:db8:0:1::1", "10.0.0.05", "", "proxy"])
    func h04_nobodyElseIsBelieved(_ peer: String) async throws {
        let source = try await place.source(ProxyPlace.plain)
        for field in ["x-remote-user", "x-remote-email", "x-remote-groups", "x_remote_user"] {
            #expect(try await source.isInvalid([field: ["ada"]], from: peer), "\(field)")
        }
    }

    @Test func h04_aFieldTwiceEmptyOrTwistedIsRefused() async throws {
        let source = try await place.source(ProxyPlace.plain)
        let bad: [[String: [String]]] = [
            ["x-remote-user": ["ada", "ada"]], ["x-remote-user": ["ada", "root"]], ["x-remote-user": [""]],
            ["x-remote-user": ["ada, root"]], ["x-remote-user": ["ada"], "x_remote_user": ["root"]],
            ["x_remote_user": ["ada"]], ["x-remote_user": ["ada"]], ["x-remote-user": ["a\u{0}da"]],
            ["x-remote-user": ["ada\r\nX: y"]], ["x-remote-user": ["ad\u{FFFD}a"]],
            ["x-remote-user": ["ada"], "x-remote-email": ["a@example.org", "b@example.org"]],
            ["x-remote-user": ["ada"], "x-remote-groups": ["a", "b"]],
            ["x-remote-user": ["ada"], "x-remote-email": [""]],
        ]
        for fields in bad { #expect(try await source.isInvalid(fields), "\(fields)") }
    }

    @Test func h04_aListedProxyThatNamesNobodyMeansNobodyAndNeverTheLastOne() async throws {
        let source = try await place.source(ProxyPlace.plain)
        #expect(try await source.person(["x-remote-user": ["ada"]]) != nil)
        #expect(try await source.outcome(["x-remote-email": ["ada@example.org"]]) == nil)
        #expect(try await source.outcome([:]) == nil)
    }

    @Test func h03_whatAProxySaysOfOtherAddressesIsNotRead() async throws {
        let source = try await place.source(ProxyPlace.plain)
        let names = try #require(source.assertion).fieldNames
        #expect(names.isDisjoint(with: ["x-forwarded-for", "forwarded", "x-real-ip"]))
        #expect(
            try await source.isInvalid(
                ["x-remote-user": ["ada"], "x-forwarded-for": [ProxyPlace.peer]], from: "203.0.113.9"))
    }

    @Test func aSharedSecretIsWantedBesideTheAddress() async throws {
        var settings = ProxyPlace.plain
        settings["secret"] = ["header": "X-Proxy-Secret", "secret": ProxyPlace.secret]
        let source = try await place.source(settings)
        let good = ["x-remote-user": ["ada"], "x-proxy-secret": [ProxyPlace.secret]]
        #expect(try await source.person(good) != nil)
        for secret in [nil, [], [""], ["wrong"], [ProxyPlace.secret + "x"], [ProxyPlace.secret, ProxyPlace.secret]] {
            var fields = good
            fields["x-proxy-secret"] = secret
            #expect(try await source.isInvalid(fields), "\(secret ?? ["none"])")
        }
        #expect(try await source.isInvalid(good, from: "203.0.113.9"))
        #expect(try await source.outcome(["x-proxy-secret": [ProxyPlace.secret]]) == nil)
    }

    @Test func peopleOfASourceWithoutAProxyDoNotSignInHere() async throws {
        let source = try await place.source([:])
        #expect(source.assertion == nil)
        #expect(source.password == nil)
        #expect(!source.keepsPasswordsHere)
        let report = try await #require(source.examiner).examine(nil)
        #expect(report.verdict == .usable)
        #expect(report.steps.contains { $0.name == .proxies && $0.words.contains("do not sign in here") })
    }
}
