import CommandParsing
import Composition
import Glibc
public import IdentityCore

/// The command line as a program: words in, exit status out.
public enum GatehouseCommandLine {
    /// Runs the command that the process was started with, and ends the process with its exit status.
    /// - Parameter kinds: sources of your own, beside those that Gatehouse brings along. Hand the same ones to
    ///   `GatehouseServer.main`: a configuration is refused where one of its kinds is not known. With two of one name the
    ///   process ends at once.
    public static func main(sources kinds: [any IdentitySourceKind.Type] = []) async -> Never {
        guard let registry = SourceRegistry.standard.adding(kinds) else {
            ProgramOutput.process.error("gatehouse: was built with two kinds of source of one name\n")
            exit(ExitCode.failed.rawValue)
        }
        let program = Program<Workplace>(
            ProgramDeclaration(
                name: "gatehouse", version: Version.text,
                summary: "manages users, sessions and the data of a Gatehouse server",
                sharedOptions: Workplace.sharedOptions, nouns: CommandList.nouns),
            commands: CommandList.commands,
            makeContext: { arguments in try Workplace(arguments, registry: registry) },
            explain: CommandFailure.init(explaining:))
        exit(await program.run(Array(CommandLine.arguments.dropFirst())).rawValue)
    }
}
