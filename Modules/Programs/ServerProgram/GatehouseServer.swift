import CommandParsing
import Composition
import Cryptography
import Glibc
public import IdentityCore

/// The server as a program.
public enum GatehouseServer {
    /// Serves until SIGTERM or SIGINT, then ends the process with an exit status. The first thing that `main` does, in no
    /// task: signals are blocked here, before any thread exists, so that only this thread receives them.
    /// - Parameter kinds: sources of your own, beside those that Gatehouse brings along. With two of one name
    ///   the process ends at once.
    public static func main(sources kinds: [any IdentitySourceKind.Type] = []) -> Never {
        SignalWatch.block()
        LibraryLifetime.lastsUntilTheEnd()
        DescriptorLimit.raise()
        guard let registry = SourceRegistry.standard.adding(kinds) else {
            ProgramOutput.process.error("gatehouse-server: was built with two kinds of source of one name\n")
            exit(ExitCode.failed.rawValue)
        }
        // Detached: this thread is the main actor's and does nothing but wait for signals.
        Task.detached {
            let program = Program<SourceRegistry>(
                ProgramDeclaration(
                    name: "gatehouse-server", version: Version.text,
                    summary: "serves the Gatehouse APIs over HTTP"),
                commands: [ServeCommand.self], makeContext: { _ in registry },
                explain: { CommandFailure(.failed, "\($0)") })
            exit(await program.run(Array(CommandLine.arguments.dropFirst())).rawValue)
        }
        SignalWatch.deliver()
    }
}
