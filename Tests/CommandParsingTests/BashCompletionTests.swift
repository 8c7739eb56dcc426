import Foundation
import Testing

@testable import CommandParsing

/// The script is run by a real bash, with the variables that readline sets.
@Suite struct BashCompletionTests {
    private func complete(_ words: String..., server: Bool = false) throws -> [String] {
        let notes = Notes()
        let name = server ? "gatehouse-server" : "gatehouse"
        let script = (server ? Sample.server(notes) : Sample.program(notes)).bashCompletion(programName: name)
        let bash = Process()
        let output = Pipe()
        let list = ([name] + words).map { "'\($0)'" }.joined(separator: " ")
        let function = "_" + name.replacingOccurrences(of: "-", with: "_")
        bash.executableURL = URL(fileURLWithPath: "/bin/bash")
        bash.arguments = [
            "-euc",
            script + "COMP_WORDS=(\(list)); COMP_CWORD=\(words.count); \(function); printf '%s\\n' \"${COMPREPLY[@]}\"",
        ]
        bash.currentDirectoryURL = URL(fileURLWithPath: "/")
        bash.standardOutput = output
        try bash.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        bash.waitUntilExit()
        #expect(bash.terminationStatus == 0)
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func theFirstWordIsANounOrACommand() throws {
        #expect(
            try complete("") == ["status", "help", "completion", "user", "--help", "--version"])
        #expect(try complete("us") == ["user"])
    }

    @Test func theSecondWordIsAVerb() throws {
        #expect(try complete("user", "") == ["create", "tag", "--help"])
        #expect(try complete("user", "cr") == ["create"])
    }

    @Test func optionsOfTheCommandAndCommonOnesFollow() throws {
        #expect(
            try complete("user", "create", "--")
                == ["--email", "--role", "--password-file", "--age", "--force", "--data", "--json", "--help"])
        #expect(try complete("status", "--j") == ["--json"])
    }

    @Test func choicesAreOfferedInBothForms() throws {
        #expect(try complete("user", "create", "--role", "") == ["member", "manager", "administrator"])
        #expect(try complete("user", "create", "--role", "=", "ma") == ["manager"])
        #expect(try complete("user", "create", "--role", "=") == ["member", "manager", "administrator"])
        #expect(try complete("user", "tag", "a") == ["add"])
    }

    @Test func pathsAreOffered() throws {
        #expect(try complete("user", "create", "--data", "/et").contains("/etc"))
        #expect(try complete("--config", "/etc/passw", server: true).contains("/etc/passwd"))
        #expect(try complete("user", "create", "--data", "/etc/passw").isEmpty)
    }

    @Test func aProgramWithOneCommandOffersItsOptions() throws {
        #expect(try complete("--", server: true) == ["--config", "--json", "--help"])
    }

    @Test func theCommandPrintsTheScript() async {
        let run = await Sample.run("completion", "bash")
        #expect(run.code == .ok)
        #expect(run.standard == Sample.program(Notes()).bashCompletion(programName: "gatehouse"))
    }
}
