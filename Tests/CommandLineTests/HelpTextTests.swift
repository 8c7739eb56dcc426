import Foundation
import Testing

@Suite struct HelpTextTests {
    @Test(arguments: try! Commands.all())
    func everyCommandShowsAnExampleOfItself(command: [String]) throws {
        let run = try Site().run(command + ["--help"])
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        let examples = run.output.components(separatedBy: "Examples:\n").last ?? ""
        #expect(examples.hasPrefix("  gatehouse \(command.joined(separator: " "))"))
        #expect(run.output.contains("--json"))
        #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 || $0.hasPrefix("  gatehouse ") })
    }

    @Test func userDeleteExplainsItself() throws {
        #expect(
            try Site().run("user", "delete", "--help").output == """
                Delete a user with its password and sessions.

                Usage: gatehouse user delete USER [OPTIONS]

                Can't be undone. What the user did stays in the audit records. Asks first,
                unless --yes is given.

                Arguments:
                  USER                      a login or an id; login:NAME is a login whatever it
                                            looks like

                Options:
                  --yes                     do not ask; needed where there is no terminal

                Common options:
                  --data DIR                the data folder (default: $GATEHOUSE_DATA, else
                                            ./data)
                  --config FILE             the configuration file; instead of --data
                  --json                    print the result as JSON
                  --help                    show this help and stop

                Examples:
                  gatehouse user delete ada
                      asks, then deletes

                """)
    }

    @Test func userSetPasswordExplainsItself() throws {
        #expect(
            try Site().run("help", "user", "set-password").output == """
                Set a user's password, and end all its sessions.

                Usage: gatehouse user set-password USER [OPTIONS]

                The password is good only for choosing an own one at the next sign-in. It is
                asked for at the terminal, or read from a file or standard input.

                Arguments:
                  USER                      a login or an id; login:NAME is a login whatever it
                                            looks like

                Options:
                  --password-file FILE      read the password, one line, from FILE; - is
                                            standard input

                Common options:
                  --data DIR                the data folder (default: $GATEHOUSE_DATA, else
                                            ./data)
                  --config FILE             the configuration file; instead of --data
                  --json                    print the result as JSON
                  --help                    show this help and stop

                Examples:
                  gatehouse user set-password ada
                      asks for it, twice
                  gatehouse user set-password ada --password-file - < secret
                      from standard input

                """)
    }

    @Test func bashCompletionIsAScript() throws {
        let site = try Site()
        let script = try site.run("completion", "bash").output
        #expect(script.contains("complete -o filenames -F _gatehouse gatehouse"))
        let check = try site.run(["-n"], program: "/bin/bash", input: script)
        #expect(check.status == 0)
    }
}
