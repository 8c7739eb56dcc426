import CommandParsing
import Composition
import IdentityCore
import JSONText

struct SeedCommand: Command {
    static let declaration = CommandDeclaration(
        path: ["seed"], summary: "Fill a new data folder with users",
        options: [
            .value("data", "DIR", "the folder; it must hold no users yet", required: true, .folder),
            .value("users", "N", "how many", required: true),
            .value("password", "TEXT", "the administrator's password", required: true),
            .flag("passwords", "give the same password to every user"),
        ])

    private let folder: String
    private let count: Int
    private let password: Secret
    private let setsPasswords: Bool

    init(_ arguments: ParsedArguments) throws(UsageError) {
        folder = arguments.required("data")
        count = try arguments.integer("users", in: 1...10_000_000) ?? 0
        password = Secret(arguments.required("password"))
        setsPasswords = arguments.flag("passwords")
    }

    func run(in context: Void) async throws {
        let watch = Stopwatch()
        try await Seeding(folder: DataFolder(folder), password: password)
            .run(users: count, setsPasswords: setsPasswords)
        ResultLine.write(["users": .integer(Int64(count)), "seconds": .number(watch.seconds)])
    }
}
