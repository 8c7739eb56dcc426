import Foundation
import Testing

/// Names are data from outside; at a terminal they could act.
@Suite struct HostileNameTests {
    private static let hostile = ["a\u{1B}[2Jb", "a\u{9B}31m", "a\nb", "a\u{202E}b", "a\tb", "a\u{200B}b"]

    @Test(arguments: hostile)
    func aNameThatActsOnATerminalCannotBeCreated(name: String) throws {
        let site = try Site.initialized()
        for words in [["user", "create", name], ["user", "create", "ada", "--name", name]] {
            let run = try site.run(words + ["--no-password"])
            #expect(run.status == 7)
            #expect(!run.errors.contains(name))
        }
        #expect(try site.run("user", "list", "--json").list().count == 1)
    }

    @Test func aPlantedNameIsShownHarmless() throws {
        let site = try Site.initialized()
        try site.user("ada")
        try site.plant(
            """
            UPDATE users SET login = 'a' || char(27) || '[2J' || char(10) || 'b', display_name = char(155) || '31m',
            given_name = char(8238) || 'gpj' WHERE login = 'ada'
            """)
        let shown = [
            try site.run("user", "list"), try site.run("user", "show", "ada"),
            try site.run("user", "disable", "ada"), try site.run("user", "delete", "ada", "--yes"),
        ]
        for run in shown {
            #expect(run.status == 0)
            #expect(run.output.contains("a\u{FFFD}[2J\u{FFFD}b"))
            for character in ["\u{1B}", "\u{9B}", "\u{202E}"] { #expect(!run.output.contains(character)) }
        }
        #expect(shown[0].output.split(separator: "\n").count == 3)
    }

    @Test func inJSONAControlCharacterIsEscaped() throws {
        let site = try Site.initialized()
        try site.user("ada")
        try site.plant("UPDATE users SET display_name = 'a' || char(27) || '[2J' WHERE login = 'ada'")
        let run = try site.run("user", "show", "ada", "--json")
        #expect(!run.output.contains("\u{1B}"))
        #expect(try run.json()["displayName"] as? String == "a\u{1B}[2J")
    }

    @Test func anArgumentIsRepeatedHarmless() throws {
        let site = try Site.initialized()
        #expect(!(try site.run("user", "list", "--x\u{1B}[2J").errors.contains("\u{1B}")))
        #expect(!(try site.run("status", "--data", "/no\u{1B}[2J").errors.contains("\u{1B}")))
    }
}
