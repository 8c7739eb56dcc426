import Foundation
import IdentityCore
import TestSupport
import Testing

/// Tokens of a real issuer (PyJWT), checked by its keys.
@Suite struct SignedTokenTests {
    private let place: IssuerPlace

    init() throws { place = try IssuerPlace(publishing: ["rsa1", "ec1", "ed1"]) }

    @Test(arguments: ["rsa1", "ec1", "ed1"])
    func aTokenOfEachAlgorithmProvesWhoThePersonIs(_ key: String) async throws {
        let person = try await place.source().person(try place.token(key: key))
        let expected = ExternalIdentity(
            externalID: place.externalID, login: "ada", email: "ada@example.org", displayName: "Ada Lovelace",
            givenName: "Ada", familyName: "Lovelace", groups: ["/analysts", "reader"])
        #expect(person == expected)
    }

    @Test func t01_noTokenChoosesItsKeyOrItsAlgorithm() async throws {
        let source = try await place.source()
        #expect(try await source.person(try place.token()) != nil)
        let headers: [[String: Any]] = [
            ["kid": "unknown"], ["kid": "../../etc/passwd"], ["kid": "' OR '1'='1"], ["crit": ["exp"], "exp": 1],
            ["kid": "ec1"], ["kid": ""],
        ]
        for header in headers { #expect(try await source.isInvalid(try place.token(header: header)), "\(header)") }
        for algorithm in ["none", "HS256"] {
            #expect(try await source.isInvalid(try place.token(algorithm: algorithm)), "\(algorithm)")
        }
        // What would bring a key along is not read: the token is good by its own key, and no other one is asked for.
        let brought: [String: Any] = ["jku": "\(place.issuer.address)/evil", "x5u": "\(place.issuer.address)/evil"]
        #expect(try await source.person(try place.token(header: brought)) != nil)
        #expect(try await source.isInvalid(try place.token(key: "rsa-evil", header: brought)))
        #expect(try place.issuer.count(of: "/evil") == 0)
    }

    @Test func t01_anAlgorithmThatIsNotAllowedIsRefused() async throws {
        let source = try await place.source(["algorithms": ["ES256"]])
        #expect(try await source.person(try place.token(key: "ec1")) != nil)
        #expect(try await source.isInvalid(try place.token(key: "rsa1")))
    }

    @Test func t02_aTokenOfAnotherIssuerAudienceOrKindIsRefused() async throws {
        let source = try await place.source()
        let changes: [([String: Any], SourceStep.Name)] = [
            (["iss": "https://evil.example"], .issuer), (["iss": place.issuer.address + "/"], .issuer),
            (["iss": NSNull()], .issuer),
            (["aud": "another"], .audience), (["aud": NSNull()], .audience), (["aud": []], .audience),
            (["aud": "gatehouse2"], .audience), (["aud": ["a": "gatehouse"]], .audience),
            (["typ": "ID"], .token), (["typ": "Refresh"], .token), (["typ": "Offline"], .token),
            (["typ": "Logout"], .token), (["token_use": "id"], .token), (["at_hash": "x"], .token),
            (["events": ["http://schemas.openid.net/event/backchannel-logout": [:]]], .token),
        ]
        for (change, step) in changes {
            let token = try place.token(change)
            #expect(try await source.isInvalid(token), "\(change)")
            #expect(try await source.stop(token) == step, "\(change)")
        }
        for type in ["logout+jwt", "secevent+jwt", "dpop+jwt", "x"] {
            #expect(try await source.isInvalid(try place.token(header: ["typ": type])), "\(type)")
        }
        for type in ["JWT", "at+jwt", "application/at+jwt"] {
            #expect(try await source.person(try place.token(header: ["typ": type])) != nil, "\(type)")
        }
        #expect(try await source.person(try place.token(["aud": ["x", "gatehouse"], "typ": "Bearer"])) != nil)
    }

    @Test func t03_aTokenIsGoodInItsTimeOnly() async throws {
        let source = try await place.source(["clockSkewSeconds": 60])
        let now = place.now
        let bad: [[String: Any]] = [
            ["exp": now - 61], ["exp": NSNull()], ["exp": "\(now + 300)"], ["exp": -1], ["exp": Double(now) + 300.5],
            ["exp": 1_000_000_000_000_000], ["nbf": now + 62], ["iat": now + 62], ["nbf": "soon"],
        ]
        for change in bad {
            let token = try place.token(change)
            #expect(try await source.isInvalid(token), "\(change)")
            #expect(try await source.stop(token) == .time, "\(change)")
        }
        for change in [["exp": now - 58], ["nbf": now + 58], ["iat": now + 58]] {
            #expect(try await source.person(try place.token(change)) != nil, "\(change)")
        }
    }

    @Test func anExpiredTokenMakesNobodyAskTheIssuer() async throws {
        let source = try await place.source()
        _ = try await source.isInvalid(try place.token(["aud": "another"]))
        #expect(try place.issuer.count() == 1)
        let other = try await place.source()
        #expect(try await other.stop(try place.token(["exp": place.now - 1_000])) == .time)
        #expect(try place.issuer.count() == 1)
    }

    @Test func t04_aTokenThatWasChangedAnywhereIsRefused() async throws {
        let source = try await place.source()
        let text = try place.token().reveal { $0 }
        let parts = text.split(separator: ".").map(String.init)
        let other = try place.token(["sub": "evil"]).reveal { $0 }.split(separator: ".").map(String.init)
        var changed = [
            [parts[0], other[1], parts[2]].joined(separator: "."), [parts[0], parts[1], ""].joined(separator: "."),
            String(text.dropLast(8)), text + "=", text + " ", " " + text, text + ".", text + "\n",
            [parts[0], parts[1], other[2]].joined(separator: "."), [parts[0], parts[1]].joined(separator: "."),
        ]
        let flipped = parts[2].first == "A" ? "B" : "A"
        changed.append([parts[0], parts[1], flipped + parts[2].dropFirst()].joined(separator: "."))
        for token in changed { #expect(try await source.isInvalid(Secret(token)), "\(token.suffix(12))") }
    }

    @Test func t05_aWeakKeyOfTheIssuerChecksNothing() async throws {
        try place.issuer.publish(["weak1", "rsa1"])
        let source = try await place.source()
        #expect(try await source.person(try place.token()) != nil)
        #expect(try await source.isInvalid(try place.token(key: "weak1")))
    }

    @Test func t06_anAddressThatIsNotVerifiedIsNobodys() async throws {
        let source = try await place.source()
        for verified in [false, NSNull(), "no", 1] as [Any] {
            let person = try await source.person(try place.token(["email_verified": verified]))
            #expect(person?.login == "ada")
            #expect(person?.email == nil, "\(verified)")
        }
        #expect(try await source.person(try place.token(["email_verified": "true"]))?.email == "ada@example.org")
    }

    @Test func t06_issuerAndSubjectAreWhoSomebodyIs() async throws {
        let source = try await place.source()
        let renamed = try await source.person(
            try place.token(["preferred_username": "countess", "email": "countess@example.org"]))
        #expect(renamed?.externalID == place.externalID)
        let twin = try await source.person(try place.token(["sub": "other"]))
        #expect(twin?.externalID != place.externalID)
        for subject in [NSNull(), "", 7, ["f3a1"]] as [Any] {
            #expect(try await source.isInvalid(try place.token(["sub": subject])), "\(subject)")
        }
    }

    @Test func claimsAreReadFromWhereTheSettingsSay() async throws {
        let source = try await place.source([
            "claims": [
                "login": "upn", "groups": ["resource_access.app.roles", "/https:~1~1example.org~1teams"],
                "displayName": ["missing", "nick"], "groupPrefix": "kc:",
            ]
        ])
        let person = try await source.person(
            try place.token([
                "upn": "al", "nick": "Al", "resource_access": ["app": ["roles": ["r1", "r2"]]],
                "https://example.org/teams": "blue",
            ]))
        #expect(person?.login == "al")
        #expect(person?.displayName == "Al")
        #expect(person?.groups == ["kc:r1", "kc:r2", "kc:blue"])
        #expect(try await source.stop(try place.token()) == .claims)
    }
}
