import Testing

@testable import CommandParsing

@Suite struct HelpTests {
    @Test(arguments: [["user", "create", "--help"], ["user", "create", "ada", "-h"], ["help", "user", "create"]])
    func aCommandExplainsItself(words: [String]) async {
        let notes = Notes()
        #expect(await Sample.program(notes).run(words) == .ok)
        #expect(
            notes.standard == """
                Create a user.

                Usage: gatehouse user create LOGIN [OPTIONS]

                The password is asked for at the terminal, or read from a file; it never stands
                on the command line, where every user of the machine could see it.

                The login must be free.

                Arguments:
                  LOGIN                     the name to sign in with

                Options:
                  --email ADDRESS           e-mail address
                  --role ROLE               what the user may do (one of member, manager,
                                            administrator; may be repeated; default: member)
                  --password-file FILE      read the password from this file; - means standard
                                            input
                  --age YEARS               age
                  --force                   do not ask

                Common options:
                  --data DIR                folder of the data (default: ./data)
                  --json                    print the result as JSON
                  --help                    show this help and stop

                Examples:
                  gatehouse user create ada --role manager
                      a manager; asks for the password

                """)
    }

    @Test(arguments: [["--help"], ["-h"], ["help"]])
    func theProgramGivesAnOverview(words: [String]) async {
        let notes = Notes()
        #expect(await Sample.program(notes).run(words) == .ok)
        #expect(
            notes.standard == """
                gatehouse 1.2.3: manages people and their accounts

                Usage: gatehouse COMMAND [ARGUMENTS] [OPTIONS]

                General:
                  status                    Say how the server is
                  help [COMMAND]            Show this overview, or the help of a command
                  completion bash           Print a completion script for bash

                user: people and their accounts
                  user create               Create a user
                  user tag                  Tag users

                Common options:
                  --data DIR                folder of the data (default: ./data)
                  --json                    print the result as JSON
                  --help                    show this help and stop

                Exit status:
                  0                         done
                  1                         failed for a reason that has no number of its own
                  2                         the command line was not understood; nothing was
                                            done
                  3                         what was named doesn't exist
                  4                         not allowed
                  5                         it exists already, or was changed meanwhile
                  6                         something needed is not there now, such as a locked
                                            database; try again
                  7                         a value was refused
                  8                         what was checked is not as it was written
                  9                         some of what was given was refused; the rest was
                                            done
                  10                        what is there differs from what is wished
                  11                        a login means more than one person
                  12                        what was asked answers, and is asked with wrong
                                            settings
                  13                        too much would be taken away; nothing was done until
                                            somebody confirms

                'gatehouse COMMAND --help' tells more of one.

                """)
    }

    @Test(arguments: [["user", "--help"], ["help", "user"]])
    func aNounListsItsVerbs(words: [String]) async {
        let notes = Notes()
        #expect(await Sample.program(notes).run(words) == .ok)
        #expect(
            notes.standard == """
                gatehouse user: people and their accounts

                Usage: gatehouse user VERB [ARGUMENTS] [OPTIONS]

                Verbs:
                  create                    Create a user
                  tag                       Tag users

                'gatehouse user VERB --help' tells more of one.

                """)
    }

    @Test func helpAfterTwoDashesIsAnArgument() async {
        #expect(await Sample.run("user", "create", "--", "--help").notes == ["--help - [] -1 false false"])
    }

    @Test func aSingleCommandExplainsItself() async {
        let run = await Sample.run("--help", server: true)
        #expect(run.standard.hasPrefix("Run the server.\n\nUsage: gatehouse-server [OPTIONS]\n\nOptions:\n"))
    }
}
