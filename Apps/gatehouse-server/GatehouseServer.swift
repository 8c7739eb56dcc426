import CommandParsing
import Cryptography
import Glibc

/// The process. Signals are blocked here, before any thread exists, so that only `SignalWatch` receives them.
@main
struct GatehouseServer {
    static func main() {
        SignalWatch.block()
        LibraryLifetime.lastsUntilTheEnd()
        DescriptorLimit.raise()
        // Detached: this thread is the main actor's and does nothing but wait for signals.
        Task.detached {
            let program = Program<Void>(
                ProgramDeclaration(
                    name: "gatehouse-server", version: ServeCommand.version,
                    summary: "serves the Gatehouse APIs over HTTP"),
                commands: [ServeCommand.self], makeContext: { _ in }, explain: { CommandFailure(.failed, "\($0)") })
            exit(await program.run(Array(CommandLine.arguments.dropFirst())).rawValue)
        }
        SignalWatch.deliver()
    }
}
