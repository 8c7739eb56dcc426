import Foundation
import TestSupport
import Testing

/// `gatehouse ldap doctor` against a real OpenLDAP: every outcome, with its status and its advice.
@Suite struct DoctorTests {
    private func look(_ place: DirectorySite, _ words: String...) throws -> DoctorRun {
        try DoctorRun(place.site.run(["ldap", "doctor", "--json"] + words))
    }

    @Test func aDirectoryInOrderIsUsable() throws {
        let place = try DirectorySite()
        let seen = try look(place)
        #expect(seen.run.status == 0, "\(seen.run.errors)")
        #expect(seen.verdict == "usable")
        for name in ["connect", "directory", "service-bind", "base"] { #expect(seen.result(name) == "ok", "\(name)") }
        #expect(seen.run.errors == "")
        let text = try place.site.run("ldap", "doctor", "--source", "corp")
        #expect(text.status == 0)
        #expect(text.output.hasPrefix("source corp (ldap)\n"))
        #expect(text.output.hasSuffix("\ncorp can be used\n"))
        #expect(text.output.contains("\nok       connect"))
        #expect(!text.output.contains("\u{1B}"), "colours are for terminals")
    }

    @Test func aSignInIsFollowedUpToTheRightsHere() throws {
        let place = try DirectorySite()
        let words = [
            "group", "create", "builders", "--role", "auditor", "--external-group",
            "cn=engineering,ou=groups,dc=example,dc=org",
        ]
        let made = try place.site.run(words)
        #expect(made.status == 0, "\(made.errors)")
        let seen = try look(place, "--login", "dave", "--password-file", try place.password(of: "dave"))
        #expect(seen.run.status == 0, "\(seen.run.errors)")
        #expect(seen.verdict == "verified")
        for name in ["user-search", "user-bind", "attributes", "groups", "mapping", "account", "rights"] {
            #expect(["ok", "warning"].contains(seen.result(name)), "\(name): \(seen.run.output)")
        }
        #expect(seen.run.output.contains("builders"))
        #expect(!seen.run.output.contains("dave-secret") && !seen.run.output.contains("reader-secret"))
        #expect(try place.site.run("user", "show", "dave").status == 3, "looking makes nobody")
        #expect(try look(place, "--login", "dave").verdict == "usable", "no password, no sign-in")
    }

    @Test func aWrongPasswordIsRejectedWithAdvice() throws {
        let place = try DirectorySite()
        let seen = try look(place, "--login", "ann", "--password-file", try place.wrongPassword())
        #expect(seen.run.status == 4)
        #expect(seen.verdict == "rejected")
        #expect(seen.failed.name == "user-bind")
        #expect(seen.failed.advice?.isEmpty == false)
        #expect(try seen.run.failure().code == "refused")
        #expect(!seen.run.output.contains("4711") && !seen.run.errors.contains("4711"))
        let text = try place.site.run(
            "ldap", "doctor", "--login", "ann", "--password-file", try place.wrongPassword())
        #expect(text.output.contains("\nfailed   user-bind"))
        #expect(text.output.contains("\n         → "))
        #expect(text.output.hasSuffix("corp does not let ann in: the password is wrong\n"))
        #expect(text.errors == "gatehouse: corp does not let ann in: the password is wrong\n")
    }

    @Test func whoIsNotThereIsUnknownWithAdvice() throws {
        let seen = try look(DirectorySite(), "--login", "nobody-at-all")
        #expect(seen.run.status == 3)
        #expect(seen.verdict == "unknown")
        #expect(seen.failed.name == "user-search")
        #expect(seen.failed.advice?.isEmpty == false)
    }

    @Test func twoOfOneNameAreAmbiguousWithAdvice() throws {
        let place = try DirectorySite()
        let seen = try look(place, "--login", "twin", "--password-file", try place.password(of: "twin"))
        #expect(seen.run.status == 11)
        #expect(seen.verdict == "ambiguous")
        #expect(seen.failed.name == "user-search")
        #expect(seen.failed.advice?.isEmpty == false)
        #expect(try seen.run.failure().code == "ambiguous")
        #expect(seen.run.output.contains("ou=north") && seen.run.output.contains("ou=south"))
    }

    @Test func aDirectoryThatIsDownIsUnavailableWithAdvice() throws {
        let place = try DirectorySite()
        try place.slapd.kill()
        let seen = try look(place, "--login", "ann")
        #expect(seen.run.status == 6)
        #expect(seen.verdict == "unavailable")
        #expect(seen.failed.name == "connect")
        #expect(seen.failed.advice?.isEmpty == false)
        #expect(seen.result("user-search") == "skipped")
    }

    @Test func wrongSettingsAreMisconfiguredWithAdvice() throws {
        let place = try DirectorySite()
        let wrong = try place.wrongPassword()
        let reader = place.slapd.place.reader.dn
        let password = try place.entry(["bind": ["dn": reader, "passwordFile": wrong]])
        let base = try place.entry(
            ["people": ["base": "ou=nowhere,dc=example,dc=org"]], name: "base.json5")
        for (file, step) in [(password, "service-bind"), (base, "base")] {
            let seen = try look(place, "--config", file, "--login", "ann")
            #expect(seen.run.status == 12, "\(step): \(seen.run.output)")
            #expect(seen.verdict == "misconfigured")
            #expect(seen.failed.name == step)
            #expect(seen.failed.advice?.isEmpty == false)
            #expect(try seen.run.failure().code == "misconfigured")
        }
    }

    @Test func aFileByItselfNeedsNoDatabase() throws {
        let place = try DirectorySite(on: Site())
        let file = try place.entry()
        let seen = try look(
            place, "--config", file, "--login", "ann", "--password-file", try place.password(of: "ann"))
        #expect(seen.run.status == 0, "\(seen.run.errors)\(seen.run.output)")
        #expect(seen.verdict == "verified")
        #expect(!FileManager.default.fileExists(atPath: place.site.data))
    }
}
