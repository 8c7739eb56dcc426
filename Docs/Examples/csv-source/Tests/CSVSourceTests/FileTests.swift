import CSVSource
import Foundation
import IdentityCore
import SourceConformance
import Testing

/// What the promises do not know: this kind's own settings and file.
@Suite struct FileTests {
    private let file: RosterFile
    private let bed: SourceTestBed

    init() throws {
        file = try RosterFile()
        bed = SourceTestBed(folder: file.folder.path)
    }

    private func opened() async throws -> IdentitySource {
        try await bed.open(CSVSource.self, settings: #"{ peopleFile: "people.csv" }"#)
    }

    private func people(of source: IdentitySource) async throws -> (
        people: [ExternalIdentity], defects: [String], ids: [String?]
    ) {
        let page = Kept<DirectoryPage>()
        try await source.directory?.everybody { page.keep($0) }
        let kept = try #require(page.value)
        return (
            kept.people, kept.defects.map { "\($0.entry): \($0.words)" }, kept.defects.map(\.externalID)
        )
    }

    private func failure(of source: IdentitySource) async throws -> SourceFailure? {
        let attempt = PasswordAttempt(login: "lena", password: Secret("x"))
        guard case .failed(let failure)? = try await source.password?.authenticate(attempt) else { return nil }
        return failure
    }

    @Test func settingsThatAreWrongAreAllNamed() {
        let problems = bed.problems(in: #"{ peopleFile: "", groupSeparator: ";;", tabs: true }"#, of: CSVSource.self)
        #expect(Set(problems.map(\.field)) == ["peopleFile", "groupSeparator", "tabs"])
        #expect(bed.problems(in: "{}", of: CSVSource.self).map(\.message) == ["peopleFile is missing."])
        #expect(
            bed.problems(in: "{ peopleFile: 7 }", of: CSVSource.self).map(\.message)
                == ["peopleFile has to be a text."])
    }

    @Test func whatStandsInTheFileIsThePerson() async throws {
        try file.write([#"17,Lena,,"Vogel, Lena ""L.""",lena@example.org,staff;analysts,yes"#, "18,otto,,,,,NO"])
        let found = try await people(of: try await opened())
        #expect(found.defects.isEmpty)
        #expect(
            found.people == [
                ExternalIdentity(
                    externalID: "17", login: "Lena", email: "lena@example.org", displayName: #"Vogel, Lena "L.""#,
                    groups: ["staff", "analysts"]),
                ExternalIdentity(externalID: "18", login: "otto", displayName: "otto", isActive: false, groups: []),
            ])
    }

    @Test func linesThatTellOfNobodyAreDefectsAndTheOthersAreRead() async throws {
        try file.write([
            "17,lena,,,,,", ",otto,,,,,", "19,,,,,,", "21,quinn", "22,rosa,,,,,", "23,sven,plain text,,,,",
            "24,tina,,,,,perhaps",
        ])
        let found = try await people(of: try await opened())
        #expect(found.people.map(\.login) == ["lena", "rosa"])
        #expect(
            found.defects == [
                "line 3: no id", "line 4: no login", "line 5: 2 fields in the place of 7",
                "line 7: password_hash is no hash that can be checked here", "line 8: active says neither yes nor no",
            ])
        // Whoever can be told from the line is not taken for gone.
        #expect(found.ids == [nil, "19", "21", "23", "24"])
    }

    @Test func ofTwoWithOneLoginOrOneIdNobodyIsMeant() async throws {
        try file.write(["17,lena,,,,,", "18,LENA,,,,,", "19,otto,,,,,", "19,pia,,,,,", "20,rosa,,,,,"])
        let source = try await opened(), found = try await people(of: source)
        #expect(found.people.map(\.login) == ["rosa"])
        #expect(found.ids == ["17", "18", "19", "19"])
        for login in ["lena", "Lena", "otto", "pia"] {
            let attempt = PasswordAttempt(login: login, password: Secret("x"))
            guard case .failed(let failure)? = try await source.password?.authenticate(attempt) else {
                Issue.record("\(login) was answered")
                continue
            }
            #expect(failure.kind == .ambiguous)
        }
    }

    /// A quote with an accent is a quote, and so is one behind a sign that swallows it on paper.
    @Test func noValueOfOneFieldMakesALineOfItsOwn() async throws {
        let hostile = "\u{301}\n66,mallory,,,,,\n\u{600}"
        try file.write(["17,lena,,\"\(hostile)\",,,", "18,otto,,\"Otto \u{2028}\u{600}\",,,"])
        let found = try await people(of: try await opened())
        #expect(found.people.map(\.login) == ["lena", "otto"])
        #expect(found.people.first?.displayName == hostile)
    }

    @Test func whatIsNoFileOfThatSizeIsRefusedAtOnce() async throws {
        try file.write([String(repeating: "x", count: 5 << 20)])
        #expect(try await failure(of: try await opened())?.kind == .misconfigured)
        try file.remove()
        try FileManager.default.createSymbolicLink(atPath: file.url.path, withDestinationPath: "/dev/zero")
        #expect(try await failure(of: try await opened())?.kind == .unavailable)
    }

    @Test func aLinkThatIsTurnedElsewhereIsFollowedThere() async throws {
        let other = try RosterFile()
        try other.write(["17,lena,,,,,"])
        try FileManager.default.createSymbolicLink(atPath: file.url.path, withDestinationPath: other.url.path)
        let source = try await opened()
        #expect(try await source.directory?.person("lena") != nil)
        try other.write(["18,otto,,,,,"])
        #expect(try await source.directory?.person("lena") == nil)
    }

    @Test(arguments: [
        ("id,name", "The column login is missing."), ("id,login,colour", "There is no column \"colour\"."),
        ("id,login,id", "A column stands there twice."), ("id,\"login", "Line 1: a quote is not closed."),
        ("id,\"lo\"gin", "Line 1: something follows a closing quote."),
    ])
    func aFileThatIsNoneSaysWhyAndLetsNobodyIn(header: String, words: String) async throws {
        try file.write(["17,lena"], header: header)
        let failure = try await failure(of: try await opened())
        #expect(failure?.kind == .misconfigured)
        #expect(failure?.words == words)
    }

    @Test func aClosedAccountIsToldOnlyToWhoeverKnowsItsPassword() async throws {
        let hash = try await bed.hasher.hash(Secret("right")).encoded
        try file.write([#"18,otto,"\#(hash)",,,,no"#])
        let source = try await opened()
        for (password, expected) in [("right", SourceRefusal.disabled), ("wrong", .wrongPassword)] {
            let attempt = PasswordAttempt(login: "otto", password: Secret(password))
            guard case .rejected(expected)? = try await source.password?.authenticate(attempt) else {
                Issue.record("\(password): not \(expected)")
                continue
            }
        }
    }

    @Test func anotherFileIsReadAtOnceAndHealthIsToldWhenItChanges() async throws {
        let source = try await opened()
        #expect(source.upkeep?.health == .unknown)
        await #expect(throws: SourceFailure.self) { try await source.directory?.person("lena") }
        try file.write(["17,lena,,,,,"])
        #expect(try await source.directory?.person("LENA")?.externalID == "17")
        try file.write(["18,lena,,,,,", "19,otto,,,,,"])
        #expect(try await source.directory?.person("lena")?.externalID == "18")
        #expect(bed.healthChanges.count == 2)
        #expect(bed.healthChanges.last == .answering)
    }
}
