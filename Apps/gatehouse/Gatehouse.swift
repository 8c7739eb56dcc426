import CommandParsing
import Composition
import Glibc

/// The process: words in, exit status out.
@main
struct Gatehouse {
    static func main() async {
        let program = Program<Workplace>(
            ProgramDeclaration(
                name: "gatehouse", version: Version.text,
                summary: "manages users, sessions and the data of a Gatehouse server",
                sharedOptions: Workplace.sharedOptions, nouns: CommandList.nouns),
            commands: CommandList.commands, makeContext: Workplace.init(_:), explain: CommandFailure.init(explaining:))
        exit(await program.run(Array(CommandLine.arguments.dropFirst())).rawValue)
    }
}
