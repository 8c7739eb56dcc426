import Foundation
import Glibc
import TestSupport
import Testing

@Suite struct PasswordInputTests {
    @Test func aPermanentPasswordByStandardInputSignsIn() throws {
        let site = try Site.initialized()
        let made = try site.run(
            "user", "create", "ada", "--password-file", "-", "--permanent", "--json", input: "Grüße aus der Ferne\n")
        #expect(try made.json()["requiredActions"] as? [String] == [])
        let server = try RunningServer(site)
        #expect(try server.statusOfMe(try server.signIn("ada", "Grüße aus der Ferne")) == "200")
    }

    @Test func aReadableFileIsUsedWithAWarning() throws {
        let site = try Site.initialized()
        let file = try site.file("password", "a pass phrase of hers")
        #expect(chmod(file, 0o644) == 0)
        let run = try site.run("user", "create", "ada", "--password-file", file)
        #expect(run.status == 0)
        #expect(run.errors == "everybody on this machine can read \(file); mend it with: chmod 600 \(file)\n")
        let asJSON = try site.run("user", "set-password", "ada", "--password-file", file, "--json")
        #expect(asJSON.errors.hasPrefix(#"{"warning":{"message":"everybody"#))
    }

    @Test(arguments: [("two\nlines of text here", "more than one line"), ("", "The password is empty")])
    func aPasswordThatIsNoLineIsRefused(input: String, message: String) throws {
        let site = try Site.initialized()
        let run = try site.run("user", "create", "ada", "--password-file", "-", input: input)
        #expect(run.status == 7)
        #expect(run.errors.contains(message))
    }

    @Test func aHashOfAnUnknownKindIsRefused() throws {
        let site = try Site.initialized()
        let run = try site.run("user", "create", "ada", "--password-hash-file", "-", input: "$1$md5$crypt")
        #expect(run.status == 7)
        #expect(run.errors.contains("This is no argon2id, bcrypt or PBKDF2 hash."))
    }

    @Test func atATerminalThePasswordIsAskedForTwiceWithoutEcho() throws {
        let site = try Site.initialized()
        let session = try TerminalSession(site, ["user", "create", "ada"])
        session.answer("New password: ", "typed by a person\n")
        session.answer("The same again: ", "typed by a person\n")
        #expect(session.wait() == 0)
        #expect(session.terminal.screen().isEmpty)
        #expect(try site.run("user", "show", "ada").status == 0)
    }

    @Test func twoDifferentPasswordsChangeNothing() throws {
        let site = try Site.initialized()
        let session = try TerminalSession(site, ["user", "create", "ada"])
        session.answer("New password: ", "typed by a person\n")
        session.answer("The same again: ", "typed by another\n")
        #expect(session.wait() == 7)
        #expect(try site.run("user", "show", "ada").status == 3)
    }

    @Test(arguments: [("no", Int32(1), Int32(0)), ("yes", 0, 3)])
    func aDeletionIsConfirmedAtATerminal(answer: String, status: Int32, shown: Int32) throws {
        let site = try Site.initialized()
        try site.user("ada")
        let session = try TerminalSession(site, ["user", "delete", "ada"])
        session.answer("for good? [y/N] ", answer + "\n")
        #expect(session.wait() == status)
        #expect(try site.run("user", "show", "ada").status == shown)
    }
}
