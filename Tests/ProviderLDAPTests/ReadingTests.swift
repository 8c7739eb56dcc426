import IdentityCore
import JSONText
import LDAPKit
import TestSupport
import Testing
import Threading

@testable import ProviderLDAP

/// People and their groups, read for a sync.
@Suite struct ReadingTests {
    private func everybody(_ source: IdentitySource) async throws -> (people: [ExternalIdentity], pages: Int) {
        let taken = Locked<[DirectoryPage]>([])
        try await source.directory?.everybody { page in
            taken.withLock { $0.append(page) }
            return true
        }
        let pages = taken.withLock { $0 }
        return (pages.flatMap(\.people), pages.count)
    }

    @Test func aPersonIsFoundByLoginAndByID() async throws {
        let source = try await DirectorySource.open(DirectorySource.settings(SharedSlapd.get()))
        let directory = try #require(source.directory)
        let ann = try #require(try await directory.person("ann"))
        #expect(ann.email == "ann@example.org")
        #expect(try await directory.person(externalID: ann.externalID) == ann)
        #expect(try await directory.person("nobody-at-all") == nil)
        #expect(try await directory.person(externalID: "00000000-0000-0000-0000-000000000000") == nil)
        await #expect(throws: SourceFailure.self) { try await directory.person("twin") }
    }

    @Test func readingIsTheSameAsSigningIn() async throws {
        for via in ["search", "memberOf"] {
            let slapd = try SharedSlapd.get()
            let source = try await DirectorySource.open(
                DirectorySource.settings(slapd) {
                    $0["groups"] = ["base": .string(slapd.place.groupsBase), "via": .string(via)]
                })
            let people = try await everybody(source).people
            for login in ["ann", "bob", "carla", "dave", "eve", "frank", "gina", "hugo", "o'neil"] {
                let read = try #require(people.first { $0.login == login })
                #expect(try await source.verified(login) == read, "\(login) via \(via)")
            }
        }
    }

    @Test func nestedGroupsAreClimbedAndACircleEnds() async throws {
        let source = try await DirectorySource.open(DirectorySource.settings(SharedSlapd.get()))
        let groups = try await source.verified("dave").groups ?? []
        #expect(groups.isSuperset(of: ["staff", "databases", "backend", "engineering"]))
        let frank = try await source.verified("frank").groups ?? [],
            gina = try await source.verified("gina").groups ?? []
        #expect(frank.isSuperset(of: ["day", "night"]))
        #expect(gina.isSuperset(of: ["day", "night"]))
        // A name that needs escaping in a DN.
        #expect(try await source.verified("hugo").groups?.contains("Ops, Night (EU)*") == true)
    }

    @Test func howFarGroupsAreClimbedIsSet() async throws {
        for (settings, wanted) in [
            (JSONValue.object(["base": "ou=groups,dc=example,dc=org", "nested": false]), ["databases", "staff"]),
            (["base": "ou=groups,dc=example,dc=org", "depth": 1], ["backend", "databases", "staff"]),
        ] {
            let source = try await DirectorySource.open(
                DirectorySource.settings(SharedSlapd.get()) { $0["groups"] = settings })
            let names = try await source.verified("dave").groups ?? []
            #expect(names.filter { !$0.contains("=") }.sorted() == wanted)
            let read = try await everybody(source).people.first { $0.login == "dave" }
            #expect(read?.groups == names)
        }
    }

    /// One function says which groups count, whatever way they are found (keycloak#37537).
    @Test func aFilterOfGroupsHoldsOnEveryWay() async throws {
        for via in ["search", "memberOf"] {
            let source = try await DirectorySource.open(
                DirectorySource.settings(SharedSlapd.get()) {
                    $0["groups"] = [
                        "base": "ou=groups,dc=example,dc=org", "via": .string(via),
                        "filter": "(&(objectClass=groupOfNames)(!(cn=staff)))",
                    ]
                })
            #expect(try await source.verified("ann").groups?.contains("administrators") == true)
            #expect(try await source.verified("ann").groups?.contains("staff") == false)
            let read = try await everybody(source).people.first { $0.login == "ann" }
            #expect(try await source.verified("ann").groups == read?.groups)
        }
    }

    @Test func everybodyIsReadInPagesWithoutAQuestionForEach() async throws {
        let slapd = try Slapd.start(Slapd.Options(users: 1_000))
        let source = try await DirectorySource.open(DirectorySource.settings(slapd) { $0["pageSize"] = 100 })
        let (people, pages) = try await everybody(source)
        #expect(people.count > 1_000)
        #expect(Set(people.map(\.externalID)).count == people.count)
        // The groups fit into one page, the people do not.
        let searches = try slapd.log().components(of: " SRCH base=\"ou=people")
        #expect(searches == pages)
        #expect(try slapd.log().components(of: " SRCH base=") <= pages + 2)
    }

    @Test func whoTakesThePagesMayEndTheReading() async throws {
        let source = try await DirectorySource.open(
            DirectorySource.settings(SharedSlapd.get()) { $0["pageSize"] = 5 })
        let taken = Locked(0)
        try await source.directory?.everybody { page in
            taken.withLock { $0 += page.people.count }
            return false
        }
        #expect(1...5 ~= taken.withLock { $0 })
    }

    @Test func l17_anAnswerThatWasCutOffIsAFailureAndNoSmallerDirectory() async throws {
        let slapd = try SharedSlapd.get()
        let source = try await DirectorySource.open(
            DirectorySource.settings(slapd) {
                $0["bind"] = ["dn": .string(slapd.place.limited.dn), "password": .string(slapd.place.limited.password)]
            })
        let failure = await #expect(throws: SourceFailure.self) { try await everybody(source) }
        #expect(failure?.kind == .unavailable)
        #expect(failure?.words.contains("cut off") == true)
    }

    @Test func l17_whatMayNotBeReadIsAFailureAndNoEmptyDirectory() async throws {
        let slapd = try SharedSlapd.get()
        let source = try await DirectorySource.open(
            DirectorySource.settings(slapd) {
                $0["bind"] = ["dn": .string(slapd.place.blind.dn), "password": .string(slapd.place.blind.password)]
            })
        let failure = await #expect(throws: SourceFailure.self) { try await everybody(source) }
        #expect(failure?.kind == .misconfigured)
    }

    @Test func l17_whoHasLostTheLoginIsADefectThatStillBearsTheID() async throws {
        let slapd = try Slapd.start()
        let source = try await DirectorySource.open(
            DirectorySource.settings(slapd) { $0["attributes"] = ["login": "mail"] })
        let ann = try #require(try await everybody(source).people.first { $0.login == "ann@example.org" })
        try slapd.apply(
            """
            dn: uid=ann,\(slapd.place.peopleBase)
            changetype: modify
            delete: mail

            """
        )
        let taken = Locked<[DirectoryPage]>([])
        try await source.directory?.everybody { page in
            taken.withLock { $0.append(page) }
            return true
        }
        let pages = taken.withLock { $0 }
        #expect(!pages.flatMap(\.people).contains { $0.externalID == ann.externalID })
        let defect = try #require(pages.flatMap(\.defects).first { $0.entry.hasPrefix("uid=ann,") })
        #expect(defect.externalID == ann.externalID)
    }

    @Test func anEntryThatCanBeNobodyIsADefectAndStopsNothing() async throws {
        let source = try await DirectorySource.open(
            DirectorySource.settings(SharedSlapd.get()) { $0["attributes"] = ["login": "description"] })
        let defects = Locked<[DirectoryDefect]>([])
        try await source.directory?.everybody { page in
            defects.withLock { $0 += page.defects }
            return true
        }
        let found = defects.withLock { $0 }
        #expect(found.contains { $0.entry.hasPrefix("uid=ann,") && $0.words.contains("description") })
    }
}

extension String {
    func components(of part: String) -> Int {
        let all = Array(utf8), wanted = Array(part.utf8)
        guard all.count >= wanted.count else { return 0 }
        return (0...(all.count - wanted.count)).count { all[$0] == wanted[0] && all[$0...].starts(with: wanted) }
    }
}
