import CommandParsing
import Glibc

/// Measures what needs no server, and stands in for the references that the server is measured against.
@main
struct GatehouseBench {
    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        let program = Program<Void>(
            ProgramDeclaration(
                name: "gatehouse-bench", version: "1",
                summary: "measures parts of Gatehouse; called by Scripts/bench"),
            commands: [
                SeedCommand.self, EngineCommand.self, HashesCommand.self, CommitsCommand.self, ReadsCommand.self,
                InsertsCommand.self, PeopleCommand.self,
                GroupsCommand.self, DirectoryCommand.self, ListingCommand.self, SignaturesCommand.self,
                AccessTokenCommand.self,
            ], makeContext: { _ in }, explain: { CommandFailure(.failed, "\($0)") })
        exit(await program.run(Array(CommandLine.arguments.dropFirst())).rawValue)
    }
}
