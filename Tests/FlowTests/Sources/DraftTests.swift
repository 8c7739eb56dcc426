import JSONText
import TestSupport
import Testing

/// Looking at saved sources and at drafts, over HTTP.
@Suite struct DraftTests {
    private static func draft(_ settings: JSONObject, saved: String? = nil) -> JSONValue {
        var body: JSONObject = ["kind": "ldap", "settings": .object(settings)]
        if let saved { body["saved"] = .string(saved) }
        return .object(body)
    }

    @Test func l08_aStoredSecretGoesToNoHostButTheSavedOne() async throws {
        let other = try Slapd.start()
        defer { other.stop() }
        try await DirectoryHouse.with { house, admin, slapd in
            let same = DirectoryHouse.settings(of: slapd.place)
            let good = try await house.post("sources/test", admin, Self.draft(same, saved: "corp"))
            #expect(good.string("verdict") == "usable", "\(good.text)")

            var elsewhere = same
            elsewhere["url"] = .string(other.place.url)
            for body in [
                Self.draft(elsewhere, saved: "corp"), Self.draft(elsewhere), Self.draft(same),
                Self.draft(
                    DirectoryHouse.settings(of: slapd.place, ["url": .string("ldap://localhost:\(other.place.port)")]),
                    saved: "corp"),
            ] {
                let refused = try await house.post("sources/test", admin, body)
                #expect(refused.status == 400, "\(refused.text)")
                #expect(refused.problem == "invalid-input")
                #expect(!refused.text.contains("reader-secret"))
            }
            #expect(try other.binds(of: "cn=reader") == 0)

            elsewhere["bind"] = [
                "dn": .string(other.place.reader.dn), "password": .string(other.place.reader.password),
            ]
            let own = try await house.post("sources/test", admin, Self.draft(elsewhere, saved: "corp"))
            #expect(own.string("verdict") == "usable", "\(own.text)")
            #expect(!own.text.contains("reader-secret"))
        }
    }

    @Test func aDraftThatCanNotBeReadTellsEverythingAtOnce() async throws {
        try await withGatehouse { house, admin in
            let answer = try await house.post("sources/test", admin, Self.draft(["nonsense": 1]))
            #expect(answer.status == 400)
            let fields = answer["problems"]?.arrayValue?.compactMap { $0.objectValue?["field"]?.stringValue }
            #expect(Set(fields ?? []).isSuperset(of: ["nonsense", "url"]), "\(answer.text)")
            #expect(try await house.post("sources/test", admin, ["kind": "ldap"]).status == 400)
            #expect(try await house.post("sources/test", admin, ["kind": "ldap", "settings": []]).status == 400)
            let lost = try await house.post("sources/test", admin, Self.draft([:], saved: "nowhere"))
            #expect(lost.status == 404)
        }
    }

    @Test func eachOutcomeIsAReportWithItsVerdict() async throws {
        try await DirectoryHouse.with { house, admin, slapd in
            func look(_ login: String, _ password: String?) async throws -> Answer {
                var body: JSONObject = ["login": .string(login)]
                if let password { body["password"] = .string(password) }
                let answer = try await house.post("sources/corp/test", admin, .object(body))
                #expect(answer.status == 200, "\(answer.text)")
                return answer
            }
            let verified = try await look("ann", "ann-secret")
            #expect(verified.string("verdict") == "verified", "\(verified.text)")
            #expect(verified.string("identity.login") == "ann")
            let names = verified["steps"]?.arrayValue?.compactMap { $0.objectValue?["name"]?.stringValue } ?? []
            #expect(
                Set(names).isSuperset(of: ["connect", "service-bind", "user-search", "user-bind", "account", "rights"]))
            #expect(!verified.text.contains("secret\""))
            #expect(try await look("ann", nil).string("verdict") == "usable")
            let rejected = try await look("ann", "wrong")
            #expect(rejected.string("verdict") == "rejected")
            #expect(rejected.string("refusal") == "wrong-password")
            #expect(try await look("nobody-at-all", "x").string("verdict") == "unknown")
            #expect(try await look("twin", "twin-secret").string("verdict") == "ambiguous")
            try slapd.kill()
            #expect(try await look("ann", "ann-secret").string("verdict") == "unavailable")
            #expect(try await house.get("users/login:ann", admin).status == 404, "looking makes nobody")
        }
    }
}
