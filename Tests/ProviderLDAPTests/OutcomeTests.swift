import IdentityCore
import JSONText
import LDAPKit
import TestSupport
import Testing

@testable import ProviderLDAP

/// The five outcomes, each at a real directory.
@Suite struct OutcomeTests {
    @Test func whoSignsInIsDescribedByTheirEntry() async throws {
        let identity = try await DirectorySource.open(DirectorySource.settings(SharedSlapd.get())).verified("ann")
        #expect(identity.login == "ann")
        #expect(identity.email == "ann@example.org")
        #expect(identity.displayName == "Ann Archer")
        #expect(identity.givenName == "Ann")
        #expect(identity.familyName == "Archer")
        #expect(identity.isActive)
        // entryUUID: 8-4-4-4-12 digits.
        #expect(identity.externalID.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12])
    }

    @Test func theFiveOutcomesAreFiveThings() async throws {
        let source = try await DirectorySource.open(DirectorySource.settings(SharedSlapd.get()))
        #expect(try await source.answer("bob") == "verified")
        #expect(try await source.answer("bob", "not it") == "rejected: wrong-password")
        #expect(try await source.answer("nobody-at-all") == "unknown")
        #expect(try await source.answer("twin") == "ambiguous at user-search")
    }

    @Test func aClosedPortIsUnavailable() async throws {
        let slapd = try Slapd.start()
        let source = try await DirectorySource.open(DirectorySource.settings(slapd))
        slapd.stop()
        let known = try await source.answer("bob"), unknown = try await source.answer("nobody-at-all")
        #expect(known == "unavailable at connect")
        #expect(unknown == known)
    }

    @Test func aBaseThatIsNotThereIsAMisconfiguration() async throws {
        let slapd = try SharedSlapd.get()
        let source = try await DirectorySource.open(
            DirectorySource.settings(slapd) { $0["people"] = ["base": "ou=poeple,dc=example,dc=org"] })
        #expect(try await source.answer("bob") == "misconfigured at base")
    }

    @Test func a01_anAttributeThatGivesNoIDIsAMisconfigurationToldWithThePasswordOnly() async throws {
        let source = try await DirectorySource.open(
            DirectorySource.settings(SharedSlapd.get()) { $0["attributes"] = ["id": "objectGUID"] })
        #expect(try await source.answer("bob") == "misconfigured at attributes")
        // Without the password nobody learns which entries those are.
        #expect(try await source.answer("bob", "not it") == "rejected: wrong-password")
    }

    @Test(arguments: [
        ("locked", "rejected: locked"), ("expired", "rejected: password-expired"),
        ("must-change", "rejected: must-change-password"), ("grace", "verified"), ("warned", "verified"),
    ])
    func thePasswordPolicyOfTheDirectoryIsHeard(login: String, answer: String) async throws {
        let source = try await DirectorySource.open(DirectorySource.settings(SharedSlapd.get()))
        #expect(try await source.answer(login) == answer)
    }

    @Test func whoGuessedTooOftenIsLockedAndNotJustWrong() async throws {
        let slapd = try Slapd.start()
        let source = try await DirectorySource.open(DirectorySource.settings(slapd))
        for _ in 0..<5 { #expect(try await source.answer("hugo", "guess") == "rejected: wrong-password") }
        #expect(try await source.answer("hugo") == "rejected: locked")
    }

    @Test func whoSignsInDirectlyNeedsNoAccountOfTheSource() async throws {
        let slapd = try SharedSlapd.get()
        let source = try await DirectorySource.open(
            DirectorySource.settings(slapd) {
                $0["bind"] = nil
                $0["people"] = [
                    "base": .string(slapd.place.peopleBase),
                    "direct": .string("uid={login},\(slapd.place.peopleBase)"),
                ]
            })
        #expect(source.directory == nil)
        let identity = try await source.verified("ann")
        #expect(identity.email == "ann@example.org")
        #expect(identity.groups?.contains("staff") == true)
        #expect(try await source.answer("ann", "not it") == "rejected: wrong-password")
        #expect(try await source.answer("twin") == "rejected: wrong-password")
        for name in Slapd.hardNames {
            #expect(try await source.answer(name) == "verified", "\(name)")
        }
        #expect(try await source.answer("ANN", "ann-secret") == "verified")
        for spelling in ["ánn", "a\u{00AD}nn", "ann,ou=people"] {
            #expect(try await source.answer(spelling, "ann-secret") != "verified", "\(spelling)")
        }
    }

    @Test func onlyPeopleOfTheNamedGroupsAreLetIn() async throws {
        let slapd = try SharedSlapd.get()
        for admitted in ["engineering", "CN=Engineering, \(slapd.place.groupsBase)"] {
            let source = try await DirectorySource.open(
                DirectorySource.settings(slapd) { $0["admits"] = [.string(admitted)] })
            #expect(try await source.answer("bob") == "verified")
            // By way of databases and backend.
            #expect(try await source.answer("dave") == "verified")
            #expect(try await source.answer("ann") == "rejected: not-admitted")
            // The password comes first.
            #expect(try await source.answer("ann", "not it") == "rejected: wrong-password")
        }
    }
}
