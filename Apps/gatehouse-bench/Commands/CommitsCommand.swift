import CommandParsing
import Composition
import JSONText
import SQLiteKit

struct CommitsCommand: Command {
    static let declaration = CommandDeclaration(
        path: ["commits"], summary: "Write what one request leaves, one synced SQLite transaction at a time",
        options: [
            .value(
                "data", "DIR", "a data folder that `seed` made; the rows are written into it", required: true, .folder),
            .value(
                "of", "REQUEST", "a user with its audit record, or the next refresh token of those on file",
                required: true, .oneOf(RequestWritten.allCases.map(\.rawValue))),
            .value("seconds", "N", "how long", required: true),
        ])

    private let folder: DataFolder
    private let request: RequestWritten
    private let seconds: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        folder = DataFolder(arguments.required("data"))
        request = RequestWritten(rawValue: arguments.required("of")) ?? .creation
        seconds = try arguments.integer("seconds", in: 1...600) ?? 1
    }

    func run(in context: Void) async throws {
        let file = try ConfigurationFile.load(folder.configurationFile).databaseFile
        let connection = try SQLiteConnection(path: file, mode: .readWrite, busyTimeout: .seconds(5))
        try connection.execute("PRAGMA synchronous = FULL")
        let writing = try request.writing(on: connection), limit = Double(seconds), watch = Stopwatch()
        var count = 0
        while watch.seconds < limit {
            try connection.beginWriting()
            try writing.write(count, on: connection)
            try connection.commit()
            count += 1
        }
        ResultLine.write(["commits": .integer(Int64(count)), "seconds": .number(watch.seconds)])
    }
}

/// The requests whose writes are known here.
private enum RequestWritten: String, CaseIterable {
    case creation, renewal

    func writing(on connection: SQLiteConnection) throws -> any RequestWriting {
        switch self {
        case .creation: CreationWriting()
        case .renewal: try RenewalWriting(on: connection)
        }
    }
}
