import FoundationEssentials
import IdentityCore
import JSONText
import LDAPKit
import Testing
import Threading

@testable import ProviderLDAP

@Suite struct SettingsTests {
    private func settings(_ changes: (inout JSONObject) -> Void = { _ in }) -> LDAPSourceConfiguration {
        var object: JSONObject = [
            "url": "ldaps://ldap.example.org", "base": "dc=example,dc=org",
            "bind": ["dn": "cn=reader,dc=example,dc=org", "passwordFile": "reader.secret"],
        ]
        changes(&object)
        return LDAPSourceConfiguration(object)
    }

    private func problems(_ changes: (inout JSONObject) -> Void) -> [String] { settings(changes).problems.map(\.field) }

    @Test func fewSettingsAreEnough() {
        let settings = settings()
        #expect(settings.problems.isEmpty)
        #expect(settings.people.base.text == "dc=example,dc=org")
        #expect(settings.attributes.id.text == "entryUUID")
        #expect(settings.bind.shown == "cn=reader,dc=example,dc=org")
    }

    @Test(arguments: DirectoryPreset.Name.allCases)
    func everyPresetIsWhole(_ preset: DirectoryPreset.Name) {
        #expect(settings { $0["preset"] = .string(preset.rawValue) }.problems.isEmpty)
    }

    @Test func thePresetOfActiveDirectoryKnowsItsWays() {
        let settings = settings { $0["preset"] = "active-directory" }
        #expect(settings.attributes.idFormat == .guid)
        #expect(settings.people.login.map(\.text) == ["sAMAccountName", "userPrincipalName"])
        #expect(settings.groups.isInChain)
        let freeIPA = self.settings { $0["preset"] = "freeipa" }
        #expect(freeIPA.people.base.text == "cn=users,cn=accounts,dc=example,dc=org")
    }

    @Test func everythingThatIsWrongIsToldAtOnceWithItsPath() {
        let found = problems {
            $0["url"] = "http://ldap.example.org"
            $0["people"] = ["base": "people", "filter": "uid=*", "scope": "all", "lgoin": "uid"]
            $0["groups"] = ["depth": 0, "via": "magic"]
            $0["timeouts"] = ["connectSeconds": "3"]
            $0["bind"] = ["dn": "cn=reader"]
        }
        #expect(
            Set(found) == [
                "url", "people.base", "people.filter", "people.scope", "people.lgoin", "groups.depth", "groups.via",
                "timeouts.connectSeconds", "bind.passwordFile",
            ])
    }

    @Test func passwordsDoNotGoInClearToAnotherMachine() {
        #expect(problems { $0["url"] = "ldap://ldap.example.org" } == ["url"])
        #expect(problems { $0["url"] = "ldap://127.0.0.1:3890" }.isEmpty)
        #expect(
            problems {
                $0["url"] = "ldap://ldap.example.org"; $0["startTLS"] = true
            }.isEmpty)
        #expect(
            problems {
                $0["url"] = "ldap://ldap.example.org"; $0["allowsPlaintext"] = true
            }.isEmpty)
        #expect(
            problems {
                $0["url"] = nil; $0["urls"] = ["ldaps://a", "ldap://b"]
            } == ["urls"])
    }

    @Test func whoTheSourceIsHasToBeSaid() {
        #expect(problems { $0["bind"] = nil } == ["bind"])
        #expect(problems { $0["bind"] = "nobody" } == ["bind"])
        #expect(problems { $0["bind"] = "anonymous" }.isEmpty)
        #expect(problems { $0["bind"] = "external" } == ["bind"])
        #expect(
            problems {
                $0["bind"] = "external"; $0["url"] = "ldapi://%2Frun%2Fslapd%2Fldapi"
            }.isEmpty)
        #expect(
            problems {
                $0["bind"] = nil; $0["people"] = ["direct": "uid={login},ou=p,dc=example,dc=org"]
            }.isEmpty)
    }

    @Test func aDirectNameLeadsIntoTheBase() {
        #expect(problems { $0["people"] = ["direct": "uid={login},dc=corp"] } == ["people.direct"])
        #expect(problems { $0["people"] = ["direct": "uid=ann,dc=example,dc=org"] } == ["people.direct"])
        let active = settings { $0["people"] = ["direct": "{login}@corp.example"] }
        #expect(active.problems.isEmpty)
        #expect(active.people.direct?.name(for: "ann") == "ann@corp.example")
        #expect(active.people.direct?.name(for: "ann@evil.example") == nil)
    }

    @Test func whatIsRightAloneCanBeWrongTogether() {
        #expect(problems { $0["base"] = nil } == ["base", "base"])
        #expect(problems { $0["people"] = ["base": "dc=corp"] } == ["people.base"])
        #expect(problems { $0["admits"] = [] } == ["admits"])
        #expect(
            problems {
                $0["admits"] = ["staff"]; $0["groups"] = ["via": "none"]
            } == ["admits"])
        #expect(problems { $0["admits"] = ["cn=staff,dc=corp"] } == ["admits[0]"])
        #expect(problems { $0["groups"] = ["memberIs": "uid", "nested": true] } == ["groups.nested"])
    }

    @Test func foundationsDecoderHandsOnWhatItRead() throws {
        let text = """
            {"url": "ldaps://a", "bind": "anonymous", "base": "dc=a", "connections": 3, "startTLS": false,
             "people": {"login": ["uid", "mail"]}, "admits": ["x"], "limits": {"entries": 1.5}}
            """
        let read = try JSONDecoder().decode(LDAPSourceConfiguration.self, from: Data(text.utf8))
        #expect(read.connections == 3)
        #expect(read.people.login.map(\.text) == ["uid", "mail"])
        #expect(read.problems.map(\.field) == ["limits.entries"])
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode(LDAPSourceConfiguration.self, from: Data("[]".utf8))
        }
    }

    @Test func aFileOfTheServiceIsReadAnewAtEachSignIn() throws {
        let identity = try LDAPServiceIdentity(.account("cn=a", .file("f")), ChangingFile())
        guard case .simple(_, let password) = identity else { throw NoAccount() }
        #expect(password() == Array("2".utf8))
        #expect(password() == Array("3".utf8))
    }

    private struct NoAccount: Error {}
}

private final class ChangingFile: SourceFiles {
    private let reads = Locked(0)

    func path(_ name: String) throws(ServiceError) -> String { name }

    func secret(_ name: String) throws(ServiceError) -> Secret {
        Secret(
            "\(reads.withLock { reads in reads += 1; return reads })")
    }
}
