import CSVSource
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

    private func people(of source: IdentitySource) async throws -> (people: [ExternalIdentity], defects: [String]) {
        let page = Kept<DirectoryPage>()
        try await source.directory?.everybody { page.keep($0) }
        let kept = try #require(page.value)
        return (kept.people, kept.defects.map { "\($0.entry): \($0.words)" })
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
            "17,lena,,,,,", ",otto,,,,,", "19,,,,,,", "20,LENA,,,,,", "17,pia,,,,,", "21,quinn", "22,rosa,,,,,",
        ])
        let found = try await people(of: try await opened())
        #expect(found.people.map(\.login) == ["lena", "rosa"])
        #expect(
            found.defects == [
                "line 3: no id", "line 4: no login", "line 5: the login stands in an earlier line",
                "line 6: the id stands in an earlier line", "line 7: 2 fields in the place of 7",
            ])
    }

    @Test(arguments: [
        ("id,name", "The column login is missing."), ("id,login,colour", "There is no column \"colour\"."),
        ("id,login,id", "A column stands there twice."), ("id,\"login", "Line 1: a quote is not closed."),
        ("id,\"lo\"gin", "Line 1: something follows a closing quote."),
    ])
    func aFileThatIsNoneSaysWhyAndLetsNobodyIn(header: String, words: String) async throws {
        try file.write(["17,lena"], header: header)
        let source = try await opened()
        let attempt = PasswordAttempt(login: "lena", password: Secret("x"))
        guard case .failed(let failure)? = try await source.password?.authenticate(attempt) else {
            Issue.record("no failure")
            return
        }
        #expect(failure.kind == .misconfigured)
        #expect(failure.words == words)
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
