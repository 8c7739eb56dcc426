import DesiredStateText
import FoundationEssentials
import IdentityCore
import IdentityServices
import JSONText
import Testing

@Suite struct DesiredStateReaderTests {
    private func problems(_ text: String) -> [String] {
        var reader = DesiredStateReader()
        reader.read(Array(text.utf8))
        return reader.problems.map(\.field)
    }

    @Test func everythingWrongIsToldWithItsPlace() {
        let text = """
            {
              surprise: 1,
              roles: [{ name: "a", reach: "moon" }, { about: "nameless" }, 7],
              groups: [{ name: "ops", groups: [{ name: "linux", roles: "admin", colour: "red" }] }],
              users: [{ login: "ada", enabled: null, validUntil: "soon", password: "x" }],
              workspaces: [{ name: "lab", members: { ada: "king" } }],
            }
            """
        #expect(
            Set(problems(text)) == [
                "surprise", "roles[0].reach", "roles[1].name", "roles[2]", "groups[0].groups[0].roles",
                "groups[0].groups[0].colour", "users[0].enabled", "users[0].validUntil", "users[0].password",
                "workspaces[0].members.ada",
            ])
    }

    @Test func aTextThatIsNoObjectIsRefused() {
        #expect(problems("[]") == ["line 1, column 1"])
        #expect(problems("{ users: [") != [])
    }

    @Test func placesNameTheTextWhenThereAreSeveral() {
        var reader = DesiredStateReader()
        reader.read(Array("{ users: [{ login: \"ada\" }] }".utf8), name: "a.json5")
        reader.read(Array("{ users: [{ login: 7 }] }".utf8), name: "b.json5")
        #expect(reader.problems.map(\.field) == ["b.json5: users[0].login"])
        #expect(reader.state.sections[.users]?.map(\.place) == ["a.json5: users[0]"])
    }

    @Test func aFieldLeftOutIsNotClearedAndNullIs() throws {
        var reader = DesiredStateReader()
        reader.read(Array("{ users: [{ login: \"ada\", email: null, groups: null }] }".utf8))
        let ada = try #require(reader.state.sections[.users]?.first)
        #expect(ada.fields == [.email: .empty, .groups: .names([])])
        #expect(reader.problems.isEmpty)
    }

    @Test func whatIsWrittenIsReadAsTheSame() throws {
        let begin = Date(timeIntervalSince1970: 1_800_000_000.042)
        let trial = Trial(grantedOn: begin, expiresOn: begin.addingTimeInterval(60))
        let inner = DesiredEntry(.groups, "línux", fields: [.about: .text("a\nb"), .roles: .names(["x/y"])])
        let entries: [DesiredSection: DesiredEntry] = [
            .groups: DesiredEntry(.groups, "ops", fields: [.organization: .text("default")], children: [inner]),
            .users: DesiredEntry(
                .users, "ada", fields: [.trial: .trial(trial), .validUntil: .time(begin), .email: .empty]),
            .workspaces: DesiredEntry(
                .workspaces, "lab", fields: [.members: .members(["ada": .owner, "bob": .collaborator])]),
        ]
        var writer = DesiredStateWriter(), text = ""
        for section in DesiredSection.allCases {
            text += writer.begin(section) + writer.text(of: entries[section].map { [$0] } ?? []) + writer.endSection()
        }
        text += writer.end()
        #expect(try JSONParser.parse(Array(text.utf8)).objectValue?.count == DesiredSection.allCases.count)
        var reader = DesiredStateReader()
        reader.read(Array(text.utf8))
        #expect(reader.problems.isEmpty)
        for (section, entry) in entries {
            let read = try #require(reader.state.sections[section]?.first)
            #expect(read.name == entry.name)
            #expect(read.fields == entry.fields)
            #expect(read.children.map(\.name) == entry.children.map(\.name))
            #expect(read.children.map(\.fields) == entry.children.map(\.fields))
        }
    }

    @Test func groupsAsDeepAsTheyMayStandAreRead() {
        var text = "{ name: \"g\" }"
        for _ in 1..<Group.maximumDepth { text = "{ name: \"g\", groups: [\(text)] }" }
        #expect(problems("{ groups: [\(text)] }").isEmpty)
        let abyss = String(repeating: "{ name: \"g\", groups: [", count: 10_000)
        #expect(problems("{ groups: [" + abyss).count == 1)
    }
}
