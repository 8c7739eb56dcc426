import CommandParsing
import Composition
import Cryptography
import Glibc
public import IdentityCore

/// The server as a program.
public enum GatehouseServer {
    /// Serves until SIGTERM or SIGINT, then ends the process with an exit status. The first thing that `main` does, in no
    /// task: signals are blocked here, before any thread exists, so that only this thread receives them.
    /// - Parameter kinds: sources of your own, beside those that Gatehouse brings along.
    /// - Precondition: no kind has the name of another one, or of one that Gatehouse brings along.
    public static func main(sources kinds: [any IdentitySourceKind.Type] = []) -> Never {
        SignalWatch.block()
        LibraryLifetime.lastsUntilTheEnd()
        DescriptorLimit.raise()
        let registry = SourceRegistry.standard.adding(kinds)
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
