import IdentityCore
import JSONText
import LDAPKit
import TestSupport
import Testing
import Threading

@testable import ProviderLDAP

/// The attack cases on directories, by their numbers.
@Suite struct SecurityCaseTests {
    private func open(_ changes: (inout JSONObject) -> Void = { _ in }) async throws -> IdentitySource {
        try await DirectorySource.open(DirectorySource.settings(SharedSlapd.get(), changes))
    }

    @Test func l01_aPasswordThatIsNoneNeverReachesTheDirectory() async throws {
        let slapd = try Slapd.start()
        let source = try await DirectorySource.open(DirectorySource.settings(slapd))
        for password in ["", "\0", "ann-secret\0", "\0ann-secret"] {
            #expect(try await source.answer("ann", password) == "rejected: wrong-password")
        }
        #expect(try !slapd.log().contains("BIND dn=\"uid=ann"))
        // The log would have it.
        #expect(try await source.answer("ann") == "verified")
        #expect(try slapd.log().contains("BIND dn=\"uid=ann"))
    }

    @Test func l02_aHostileLoginMatchesNobodyAndIsEscaped() async throws {
        let slapd = try Slapd.start()
        let source = try await DirectorySource.open(DirectorySource.settings(slapd))
        let hostile = [
            "", " ", "*", "admin)(|(uid=*", "*)(objectClass=*", "\\2a", "\0", "ann\0", "ann)(uid=*", "a*n",
            "an\u{00AD}n",
            "ánn", String(repeating: "x", count: 100_000),
        ]
        for login in hostile {
            #expect(try await source.answer(login, "ann-secret") == "unknown", "\(login.prefix(20))")
        }
        #expect(try slapd.log().lowercased().contains("(uid=\\2a\\29\\28objectclass=\\2a)"))
    }

    @Test func l03_legalHardNamesSignInEachAsTheirOwnEntry() async throws {
        let source = try await open()
        var ids: Set<String> = []
        for name in Slapd.hardNames {
            let identity = try await source.verified(name)
            #expect(identity.login == name)
            #expect(ids.insert(identity.externalID).inserted)
        }
        #expect(ids.count == Slapd.hardNames.count)
    }

    @Test func l04_twoEntriesAreAmbiguousAndTheAdministratorIsToldWhich() async throws {
        guard case .failed(let failure) = try await open().signIn("twin") else { throw NotFailed() }
        #expect(failure.kind == .ambiguous)
        #expect(failure.words.contains("uid=twin,ou=north") && failure.words.contains("uid=twin,ou=south"))
    }

    @Test func l05_aWrongServicePasswordNeverBecomesAnAnonymousSearch() async throws {
        let slapd = try Slapd.start()
        let source = try await DirectorySource.open(
            DirectorySource.settings(slapd) {
                $0["bind"] = ["dn": .string(slapd.place.reader.dn), "password": "quite wrong"]
            })
        guard case .failed(let failure) = try await source.signIn("ann") else { throw NotFailed() }
        #expect(failure.kind == .misconfigured && failure.step == .serviceBind)
        #expect(failure.words.contains("invalidCredentials (49)"))
        #expect(!failure.words.contains("quite wrong"))
        #expect(try !slapd.log().contains("SRCH"))
        let empty = LDAPSourceConfiguration(
            DirectorySource.settings(slapd) { $0["bind"] = ["dn": "cn=reader", "password": ""] })
        #expect(empty.problems.map(\.field) == ["bind.password"])
    }

    @Test func l06_anEntryOutsideOfTheBaseIsNobody() async throws {
        let source = try await open()
        #expect(try await source.answer("outsider") == "unknown")
        // An alias below the base leads there; it is not followed.
        #expect(try await source.answer("alias of outsider", "outsider-secret") == "unknown")
    }

    @Test func l07_aReferralIsNotFollowed() async throws {
        // A search below the people meets one to a port where nothing listens; following it would fail.
        #expect(try await open().answer("ann") == "verified")
        #expect(try await open().answer("nobody-at-all") == "unknown")
        let source = try await open { $0["people"] = ["base": "ou=elsewhere,ou=people,dc=example,dc=org"] }
        #expect(try await source.answer("ann") == "misconfigured at user-search")
    }

    @Test(arguments: [Slapd.Certificate.expired, .wrongName, .selfSigned])
    func l09_aCertificateThatIsNotGoodStopsTheSignInBeforeAnythingIsSaid(_ certificate: Slapd.Certificate) async throws
    {
        let slapd = try Slapd.start(Slapd.Options(certificate: certificate))
        for change in [("url", JSONValue.string(try #require(slapd.place.tlsURL))), ("startTLS", true)] {
            let source = try await DirectorySource.open(
                DirectorySource.settings(slapd) {
                    $0["caFile"] = .string(slapd.place.authority)
                    $0[change.0] = change.1
                })
            #expect(try await source.answer("ann") == "unavailable at tls")
        }
        #expect(try !slapd.log().contains("BIND dn=\"cn=reader"))
    }

    @Test func l09_aServerWithoutStartTLSIsNotSpokenToInClear() async throws {
        let slapd = try Slapd.start(Slapd.Options(certificate: .none))
        let source = try await DirectorySource.open(
            DirectorySource.settings(slapd) {
                $0["startTLS"] = true
                $0["caFile"] = .string(slapd.place.authority)
            })
        #expect(try await source.answer("ann") == "unavailable at tls")
        #expect(try !slapd.log().contains("BIND dn=\"cn=reader"))
    }

    @Test func l09_aGoodCertificateIsTaken() async throws {
        let slapd = try SharedSlapd.get()
        let tlsURL = try #require(slapd.place.tlsURL)
        for change in [("url", JSONValue.string(tlsURL)), ("startTLS", true)] {
            let source = try await open {
                $0["caFile"] = .string(slapd.place.authority)
                $0[change.0] = change.1
            }
            #expect(try await source.answer("ann") == "verified")
        }
    }

    @Test func l11_onlyTheSchemesOfADirectoryAreAddresses() throws {
        for url in ["file:///etc/passwd", "http://127.0.0.1/", "ldap://169.254.169.254", "ldap://a/dc=x?uid?sub"] {
            let configuration = LDAPSourceConfiguration(
                try DirectorySource.settings(SharedSlapd.get()) { $0["url"] = .string(url) })
            #expect(configuration.problems.map(\.field) == ["url"])
            #expect(configuration.problems.allSatisfy { !$0.message.contains(url) })
        }
    }

    @Test func l12_theSameNameInAnotherBranchGivesNothing() async throws {
        let source = try await open()
        let ann = try await source.verified("ann"), eve = try await source.verified("eve")
        #expect(ann.groups?.contains("administrators") == true)
        #expect(ann.groups?.contains("cn=administrators,ou=groups,dc=example,dc=org") == true)
        #expect(eve.groups?.contains { $0.contains("administrators") } == false)
        // Also where the whole tree is looked through: the name alone means the one directly below the base.
        let wide = try await open { $0["groups"] = ["base": "dc=example,dc=org"] }
        #expect(try await wide.verified("eve").groups?.contains("administrators") == false)
        let loose = try await open { $0["groups"] = ["base": "dc=example,dc=org", "names": "subtree"] }
        #expect(try await loose.verified("eve").groups?.contains("administrators") == true)
    }

    @Test func l12_aPlainNameThatReadsAsADNIsNone() throws {
        let base = try DistinguishedName("ou=groups,dc=example,dc=org")
        var groups = DirectoryPreset.openLDAP.defaults(below: base).2
        groups.base = base
        func name(_ text: String) throws -> String? {
            try GroupNames.plainName(of: DistinguishedName(text), groups)
        }
        #expect(try name("cn=admins,ou=groups,dc=example,dc=org") == "admins")
        #expect(
            try name("cn=cn\\3Dadmins\\2Cou\\3Dgroups\\2Cdc\\3Dexample\\2Cdc\\3Dorg,ou=groups,dc=example,dc=org") == nil
        )
        #expect(try name("cn=admins,ou=more,ou=groups,dc=example,dc=org") == nil)
        #expect(try name("ou=admins,ou=groups,dc=example,dc=org") == nil)
    }

    @Test func l12_aNameThatIsOnlyAPartOfTheGroupsOwnIsNone() async throws {
        let slapd = try Slapd.start()
        let groups = slapd.place.groupsBase
        for (name, more) in [("cn=administrators+description=x", ""), ("description=y", "cn: administrators\n")] {
            try slapd.apply(
                """
                dn: \(name),\(groups)
                changetype: add
                objectClass: groupOfNames
                \(more)member: uid=eve,\(slapd.place.peopleBase)

                """)
        }
        let source = try await DirectorySource.open(DirectorySource.settings(slapd))
        let names = try await source.verified("eve").groups ?? []
        #expect(names.contains { $0.hasPrefix("cn=administrators+description=x") })
        #expect(names.contains { $0.hasPrefix("description=y") })
        #expect(!names.contains("administrators"))
        let taken = Locked<Set<String>?>(nil)
        try await source.directory?.everybody { page in
            if let eve = page.people.first(where: { $0.login == "eve" }) { taken.withLock { $0 = eve.groups } }
            return true
        }
        #expect(taken.withLock { $0 } == names)
    }

    @Test func l14_whomTheFilterNoLongerMeansIsUnknown() async throws {
        let source = try await open {
            $0["people"] = [
                "base": "ou=people,dc=example,dc=org", "filter": "(&(objectClass=inetOrgPerson)(!(uid=bob)))",
            ]
        }
        #expect(try await source.answer("bob") == "unknown")
        #expect(try await source.answer("ann") == "verified")
        #expect(try await source.directory?.person("bob") == nil)
    }

    @Test func l16_anEntryThatWasMadeAnewIsSomebodyElse() async throws {
        let slapd = try Slapd.start()
        let source = try await DirectorySource.open(DirectorySource.settings(slapd))
        let before = try await source.verified("hugo").externalID
        try slapd.apply(
            """
            dn: uid=hugo,ou=people,dc=example,dc=org
            changetype: modrdn
            newrdn: uid=hugo2
            deleteoldrdn: 1

            """)
        #expect(try await source.verified("hugo2", "hugo-secret").externalID == before)
        try slapd.apply(
            """
            dn: uid=hugo,ou=people,dc=example,dc=org
            changetype: add
            objectClass: inetOrgPerson
            uid: hugo
            cn: Hugo
            sn: Hunter
            userPassword: hugo-secret

            """)
        #expect(try await source.verified("hugo").externalID != before)
    }

    private struct NotFailed: Error {}
}
