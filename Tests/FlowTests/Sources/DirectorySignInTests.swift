import JSONText
import TestSupport
import Testing

/// What a sign-in sends to a real OpenLDAP, and what it never does.
@Suite struct DirectorySignInTests {
    @Test func l01_anEmptyPasswordNeverReachesTheDirectory() async throws {
        try await DirectoryHouse.with { house, _, slapd in
            for password in ["", "\u{0}", "\u{0}ann-secret", "ann-secret\u{0}"] {
                let answer = try await house.signIn("ann", password)
                #expect([400, 401].contains(answer.status), "\(answer.text)")
            }
            #expect(try slapd.binds(of: "uid=ann") == 0)
            #expect(try await house.signInOfTheDirectory("ann").status == 201)
            #expect(try slapd.binds(of: "uid=ann") > 0, "the log shows what is sent")
        }
    }

    @Test func l02_aLoginIsNeverAFilter() async throws {
        try await DirectoryHouse.with { house, _, slapd in
            for login in [
                "", " ", "*", "a*", "admin)(|(uid=*", "*)(objectClass=*", "\\2a", "ann\u{0}", "uid=ann", "ann)(uid=ann",
                "ann*", "(uid=ann)", String(repeating: "a", count: 100_000),
            ] {
                let answer = try await house.signIn(login, "ann-secret")
                #expect([400, 401].contains(answer.status), "\(login.prefix(40)): \(answer.text)")
                for word in ["filter", "ldap", "dc=example"] { #expect(!answer.text.lowercased().contains(word)) }
            }
            #expect(try slapd.binds(of: "uid=ann") == 0)
            let filters = try slapd.searches().map { $0.lowercased() }
            #expect(filters.contains { $0.contains("(uid=\\2a)") }, "\(filters)")
            #expect(!filters.contains { $0.contains("(uid=*)") })
        }
    }

    @Test func l03_hardNamesSignInEachAsTheirOwnEntry() async throws {
        try await DirectoryHouse.with { house, _, _ in
            var entries: [String: String] = [:]
            for name in Slapd.hardNames {
                let answer = try await house.signInOfTheDirectory(name)
                try #require(answer.status == 201, "\(name): \(answer.text)")
                let again = try await house.signInOfTheDirectory(name)
                #expect(again.string("user.id") == answer.string("user.id"), "\(name)")
                entries[try #require(answer.string("user.id"))] = answer.string("user.displayName")
            }
            #expect(entries.count == Slapd.hardNames.count)
            #expect(Set(entries.values).count == Slapd.hardNames.count)
        }
    }

    @Test func l09_whatShowsNoGoodCertificateIsToldNoPassword() async throws {
        try await DirectoryHouse.with(
            settings: { ["url": .string($0.tlsURL ?? ""), "caFile": .string($0.authority)] }
        ) { house, admin, slapd in
            #expect(try await house.signInOfTheDirectory("ann").status == 201)
            for certificate in [Slapd.Certificate.expired, .wrongName, .selfSigned, .none] {
                try slapd.restart(certificate: certificate)
                let seen = try await house.post(
                    "sources/corp/test", admin, ["login": "bob", "password": "bob-secret"])
                #expect(seen.string("verdict") == "unavailable", "\(certificate): \(seen.text)")
                #expect(try await house.signInOfTheDirectory("bob").status == 503, "\(certificate)")
                #expect(try slapd.binds(of: "dc=example") == 0, "\(certificate)")
            }
        }
    }

    @Test func l09_aServerThatRefusesStartTLSIsToldNoPassword() async throws {
        try await DirectoryHouse.with(
            Slapd.Options(certificate: .none),
            settings: { ["startTLS": true, "caFile": .string($0.authority)] }
        ) { house, _, slapd in
            let answer = try await house.signInOfTheDirectory("ann")
            #expect(answer.status == 503)
            #expect(try slapd.binds(of: "cn=reader") == 0)
            #expect(try slapd.binds(of: "uid=ann") == 0)
        }
    }
}
