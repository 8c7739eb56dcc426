import CommandParsing
import Composition
import IdentityCore
import IdentityServices

struct SourceSync: Command {
    static let declaration = CommandDeclaration(
        path: ["source", "sync"], summary: "Bring in the people of a source",
        details: """
            Everything is read first, then compared, then applied in transactions of some hundred users; a source that \
            breaks off removes nobody, and a run that was cut off is gone on with by running again.

            A run that would disable or delete too many users is stopped before it changes anything and ends with \
            status 13. People who could not be followed are listed, and the status is then 9.
            """,
        arguments: [SourceOptions.source],
        options: [
            .value("login", "NAME", "only this one, as they would type it", repeatable: true),
            .flag("dry-run", "decide everything and write nothing"),
            .flag("confirm-removals", "go on though many users are disabled or deleted"),
        ],
        examples: [
            Example("gatehouse source sync corp --dry-run", "what would happen"),
            Example("gatehouse source sync corp", "everybody"),
            Example("gatehouse source sync corp --login ann --login bob", "two of them, at once"),
        ])

    private let request: SyncRequest

    init(_ arguments: ParsedArguments) {
        let logins = arguments.values("login")
        request = SyncRequest(
            of: SourceID(rawValue: arguments.required("SOURCE")),
            scope: logins.isEmpty ? .everybody : .logins(logins), isDryRun: arguments.flag("dry-run"),
            confirmsRemovals: arguments.flag("confirm-removals"))
    }

    func run(in workplace: Workplace) async throws {
        let progress = SyncProgressBar(of: request.source)
        let report = try await workplace.withHouse { house in
            defer { progress.finish() }
            return try await house.sync.run(request, progress: progress.show, as: workplace.caller)
        }
        workplace.answers.give(report.object, text: report.text)
        if let failure = report.failure { throw failure }
    }
}
