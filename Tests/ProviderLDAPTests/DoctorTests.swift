import IdentityCore
import JSONText
import LDAPKit
import TestSupport
import Testing

@testable import ProviderLDAP

/// Each trouble with a directory, and what the doctor says to it.
@Suite struct DoctorTests {
    private func look(
        _ login: String? = nil, _ password: String? = nil, at slapd: Slapd? = nil,
        _ changes: (inout JSONObject) -> Void = { _ in }
    ) async throws -> SourceReport {
        let source = try await DirectorySource.open(DirectorySource.settings(slapd ?? SharedSlapd.get(), changes))
        let examiner = try #require(source.examiner)
        let report = await examiner.examine(login.map { ExaminedLogin($0, password: password.map { Secret($0) }) })
        let text = "\(report)"
        if let password, password.count > 8 { #expect(!text.contains(password)) }
        #expect(!text.contains("reader-secret"))
        return report
    }

    @Test func aSoundSourceIsUsable() async throws {
        let report = try await look()
        #expect(report.verdict == .usable)
        #expect(report.result(.serviceBind) == .ok && report.result(.base) == .ok)
        #expect(report.result(.userSearch) == .skipped)
        #expect(report.fact("vendor") == "OpenLDAP")
        #expect(report.steps.map(\.name) == Array(SourceStep.Name.allCases.prefix(11)))
    }

    @Test func whoSignsInIsShownWithAttributesAndGroups() async throws {
        let report = try await look("dave", "dave-secret")
        #expect(report.verdict == .verified)
        #expect(report.identity?.login == "dave")
        #expect(report.fact("entry") == "uid=dave,ou=people,dc=example,dc=org")
        #expect(report.fact("filter", .userSearch) == "(&(objectClass=inetOrgPerson)(uid=dave))")
        #expect(report.fact("email") == "dave@example.org (mail)")
        #expect(report.fact("cn=engineering,ou=groups,dc=example,dc=org") == "through cn=databases > cn=backend")
        #expect(report.steps.allSatisfy { $0.result == .ok || $0.name == .tls })
    }

    @Test func aLoginWithoutAPasswordIsFoundAndNotTried() async throws {
        let report = try await look("ann")
        #expect(report.verdict == .usable)
        #expect(report.result(.userBind) == .skipped)
        #expect(report.identity?.groups?.contains("administrators") == true)
    }

    @Test func aWrongPasswordIsRejectedAndTheRestIsShown() async throws {
        let report = try await look("bob", "not-his-password")
        #expect(report.verdict == .rejected && report.refusal == .wrongPassword)
        #expect(report.fact("result") == "invalidCredentials (49)")
        #expect(report.result(.groups) == .ok)
    }

    @Test(arguments: [
        ("locked", SourceRefusal.locked), ("expired", .passwordExpired), ("must-change", .mustChangePassword),
    ])
    func thePolicyIsSpelledOut(login: String, refusal: SourceRefusal) async throws {
        let report = try await look(login, "\(login)-secret")
        #expect(report.verdict == .rejected && report.refusal == refusal)
        #expect(report.advice(.userBind) != nil)
    }

    @Test(arguments: [
        ("ann@example.org", "none matches (uid=ann@example.org); 1 matches (mail=ann@example.org)"),
        ("outsider", "its DN is outside people.base"), ("EXAMPLE\\ann", "The login \"ann\" exists."),
        // OpenLDAP strips blanks of every kind; other directories pass over accents, too.
        ("\u{00A0}ann", "The directory takes \u{00A0}ann for ann"), ("ann\u{00A0}", "type ann."),
        ("ann@corp.example", "cuts the domain off"), ("carl", "others begin alike"),
        ("entirely-nobody", "Nothing like it exists"),
    ])
    func whoIsNotFoundIsLookedForElsewhere(login: String, advice: String) async throws {
        let report = try await look(login)
        #expect(report.verdict == .unknown)
        #expect(report.advice(.userSearch)?.contains(advice) == true, "\(report.advice(.userSearch) ?? "-")")
        #expect(report.result(.userBind) == .skipped)
    }

    @Test func aFilterThatExcludesSomebodySaysSo() async throws {
        let report = try await look("ann") {
            $0["people"] = ["base": "ou=people,dc=example,dc=org", "filter": "(employeeType=staff)"]
        }
        #expect(report.verdict == .unknown)
        #expect(report.advice(.userSearch)?.contains("excludes its entry") == true)
        #expect(report.result(.base) == .warning)
        #expect(report.advice(.base)?.contains("entries exist there and none fits") == true)
    }

    @Test func twoEntriesAreAmbiguous() async throws {
        let report = try await look("twin", "twin-secret")
        #expect(report.verdict == .ambiguous)
        #expect(report.steps.first { $0.name == .userSearch }?.facts.count { $0.name == "entry" } == 2)
    }

    @Test func aWrongBaseIsComparedWithWhatTheServerHolds() async throws {
        let other = try await look {
            $0["base"] = nil; $0["people"] = ["base": "ou=people,dc=corp,dc=example"]
        }
        #expect(other.verdict == .misconfigured)
        #expect(other.advice(.base)?.contains("dc=example,dc=org") == true)
        let near = try await look { $0["people"] = ["base": "ou=poeple,dc=example,dc=org"] }
        #expect(
            near.advice(.base)?.contains("The deepest entry that exists on the way there is dc=example,dc=org") == true)
    }

    @Test func aWrongServiceAccountIsTheSourcesFaultAndNotThePersons() async throws {
        let report = try await look("ann", "ann-secret") {
            $0["bind"] = ["dn": "cn=reader,ou=services,dc=example,dc=org", "password": "quite wrong"]
        }
        #expect(report.verdict == .misconfigured)
        #expect(report.result(.serviceBind) == .failed)
        #expect(!"\(report)".contains("quite wrong"))
        let elsewhere = try await look { $0["bind"] = ["dn": "cn=reader,dc=corp", "password": "quite wrong"] }
        #expect(elsewhere.advice(.serviceBind)?.contains("lies outside of what this server holds") == true)
        let noDN = try await look { $0["bind"] = ["dn": "reader", "password": "quite wrong"] }
        #expect(noDN.result(.serviceBind) == .failed)
    }

    @Test func aClosedPortIsUnavailableAndTheOtherPartsAreSkipped() async throws {
        let slapd = try Slapd.start()
        slapd.stop()
        let report = try await look("ann", "ann-secret", at: slapd) {
            // The file with the password is gone, too.
            $0["bind"] = ["dn": .string(slapd.place.reader.dn), "password": .string(slapd.place.reader.password)]
        }
        #expect(report.verdict == .unavailable)
        #expect(report.result(.connect) == .failed)
        #expect(report.advice(.connect)?.contains("Nothing listens at port \(slapd.place.port)") == true)
        #expect(report.steps.filter { $0.result == .skipped }.count == 8)
    }

    @Test func aNameWithoutAnAddressIsUnavailable() async throws {
        let report = try await look { $0["url"] = "ldaps://directory.invalid" }
        #expect(report.verdict == .unavailable && report.result(.resolve) == .failed)
    }

    @Test(arguments: [
        (Slapd.Certificate.expired, "expired on 20"), (.wrongName, "is not for 127.0.0.1; it is for"),
        (.selfSigned, "signed by itself"),
    ])
    func aCertificateThatIsNotGoodIsTakenApart(_ certificate: Slapd.Certificate, words: String) async throws {
        let slapd = try Slapd.start(Slapd.Options(certificate: certificate))
        for change in [("url", JSONValue.string(try #require(slapd.place.tlsURL))), ("startTLS", true)] {
            let report = try await look("ann", "ann-secret", at: slapd) {
                $0["caFile"] = .string(slapd.place.authority)
                $0[change.0] = change.1
            }
            #expect(report.verdict == .unavailable)
            #expect(report.words(.tls)?.contains(words) == true, "\(report.words(.tls) ?? "-")")
            #expect(report.fact("subject") != nil && report.advice(.tls) != nil)
        }
    }

    @Test func anAuthorityThatIsNotNamedIsTold() async throws {
        let slapd = try SharedSlapd.get(), url = try #require(slapd.place.tlsURL)
        let report = try await look { $0["url"] = .string(url) }
        #expect(report.words(.tls)?.contains("Nobody who is trusted has issued") == true)
        #expect(report.advice(.tls)?.contains("caFile") == true)
        let good = try await look {
            $0["url"] = .string(url)
            $0["caFile"] = .string(slapd.place.authority)
        }
        #expect(good.verdict == .usable && good.fact("version")?.hasPrefix("TLS") == true)
    }

    @Test func aPortOfTheOtherKindIsRecognised() async throws {
        let slapd = try SharedSlapd.get(), tlsPort = try #require(slapd.place.tlsPort)
        let plainAtTLS = try await look { $0["url"] = .string("ldap://127.0.0.1:\(tlsPort)") }
        #expect(plainAtTLS.verdict == .unavailable)
        #expect(plainAtTLS.advice(.directory) == "Write ldaps://127.0.0.1:\(tlsPort).")
        let startTLSAtTLS = try await look {
            $0["url"] = .string("ldap://127.0.0.1:\(tlsPort)")
            $0["startTLS"] = true
        }
        #expect(startTLSAtTLS.advice(.tls)?.contains("ldaps://127.0.0.1:\(tlsPort)") == true)
        let tlsAtPlain = try await look { $0["url"] = .string("ldaps://127.0.0.1:\(slapd.place.port)") }
        #expect(tlsAtPlain.advice(.tls)?.contains("Write ldap://127.0.0.1:\(slapd.place.port), with startTLS") == true)
    }

    @Test func aServerThatWantsTLSIsUnderstood() async throws {
        let slapd = try Slapd.start(Slapd.Options(requiresTLS: true))
        let report = try await look(at: slapd)
        #expect(report.verdict == .misconfigured)
        #expect(report.advice(.serviceBind)?.contains("startTLS") == true)
    }

    @Test func groupsThatAreAskedForTheWrongWayAreFoundTheOther() async throws {
        let slapd = try Slapd.start()
        let narrow = try await look("ann", at: slapd) {
            $0["groups"] = ["base": "ou=partners,dc=example,dc=org", "via": "memberOf"]
        }
        #expect(narrow.result(.groups) == .warning)
        #expect(narrow.advice(.groups)?.contains("outside of groups.base") == true)
        let wrong = try await look("ann", at: slapd) {
            $0["groups"] = ["base": "ou=groups,dc=example,dc=org", "member": "uniqueMember"]
        }
        #expect(wrong.advice(.groups)?.contains("set groups.via to memberOf") == true)
    }

    @Test func whoIsNotAdmittedIsRejectedWithTheGroupsThatWould() async throws {
        let report = try await look("ann", "ann-secret") { $0["admits"] = ["engineering"] }
        #expect(report.verdict == .rejected && report.refusal == .notAdmitted)
        let bob = try await look("bob", "bob-secret") { $0["admits"] = ["engineering"] }
        #expect(bob.verdict == .verified)
        #expect(bob.fact("lets them in") == "cn=engineering,ou=groups,dc=example,dc=org")
    }

    @Test func anIDThatIsNotThereIsLookedForUnderItsOtherNames() async throws {
        let report = try await look("ann", "ann-secret") { $0["attributes"] = ["id": "objectGUID"] }
        #expect(report.verdict == .misconfigured)
        #expect(report.advice(.attributes)?.contains("The entry has entryUUID") == true)
    }

    @Test func anAccountThatIsShownFewEntriesIsWarnedOf() async throws {
        let slapd = try SharedSlapd.get()
        let report = try await look {
            $0["bind"] = ["dn": .string(slapd.place.limited.dn), "password": .string(slapd.place.limited.password)]
        }
        #expect(report.verdict == .usable && report.result(.base) == .warning)
        #expect(report.words(.base)?.contains("no more than 5 entries") == true)
        #expect(report.result(.configuration) == .warning)
    }

    @Test func aDirectSignInIsLookedAtAsThePerson() async throws {
        func direct(_ settings: inout JSONObject) {
            settings["bind"] = nil
            settings["people"] = [
                "base": "ou=people,dc=example,dc=org", "direct": "uid={login},ou=people,dc=example,dc=org",
            ]
        }
        let report = try await look("ann", "ann-secret", direct)
        #expect(report.verdict == .verified && report.identity?.login == "ann")
        #expect(report.result(.serviceBind) == .skipped)
        let wrong = try await look("ann", "not-her-password", direct)
        #expect(wrong.verdict == .rejected && wrong.result(.attributes) == .skipped)
    }
}

extension SourceReport {
    private func step(_ name: SourceStep.Name) -> SourceStep? { steps.first { $0.name == name } }
    func result(_ name: SourceStep.Name) -> SourceStep.Result? { step(name)?.result }
    func advice(_ name: SourceStep.Name) -> String? { step(name)?.advice }
    func words(_ name: SourceStep.Name) -> String? { step(name)?.words }

    /// The first of that name, in one step or in any.
    func fact(_ name: String, _ step: SourceStep.Name? = nil) -> String? {
        steps.filter { step == nil || $0.name == step }.flatMap(\.facts).first { $0.name == name }?.value
    }
}
