import CommandParsing
import Composition
import IdentityCore
import JSONText

struct Initialize: Command {
    static let declaration = CommandDeclaration(
        path: ["init"], summary: "Make a data folder with its first administrator",
        details: """
            Makes the folder, the database, the master key (mode 0600), a commented gatehouse.json5 and an enabled \
            super-admin. Without --admin-password-file the password is a random one, printed this once.

            A folder that holds a Gatehouse already is left as it is. What an interrupted attempt left behind is used.
            """,
        options: [
            .value("admin-login", "NAME", "who may do everything", shownDefault: "admin"),
            .value(
                "admin-password-file", "FILE", "read the administrator's password from FILE; - is standard input",
                .file),
            .value("host", "ADDRESS", "where the server shall listen", shownDefault: "127.0.0.1"),
            .value("port", "N", "and on which port", shownDefault: "8080"),
        ],
        examples: [
            Example("gatehouse init --data ./data", "an administrator \"admin\" with a random password"),
            Example(
                "gatehouse init --data ./data --admin-login ada --admin-password-file - < secret",
                "a name and a password of one's own"),
        ])

    private let login: String
    private let passwordFile: String?
    private let host: String
    private let port: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        login = arguments.value("admin-login") ?? "admin"
        passwordFile = arguments.value("admin-password-file")
        host = arguments.value("host") ?? "127.0.0.1"
        port = try arguments.integer("port", in: 0...65_535) ?? 8_080
    }

    func run(in workplace: Workplace) async throws {
        guard let folder = workplace.folder else { throw UsageError("init makes a data folder; give --data DIR") }
        let password = try passwordFile.map { file throws(CommandFailure) in
            Secret(try InputLine.read(file, warn: workplace.answers.warn))
        }
        let made = try await workplace.withLog { log in
            try await folder.initialize(
                adminLogin: login, adminPassword: password, host: host, port: port, as: workplace.caller, log: log,
                registry: workplace.registry)
        }
        give(made, workplace.answers)
    }

    private func give(_ made: DataFolder.Initialization, _ answers: Answers) {
        let generated = made.generatedPassword?.reveal { $0 }
        var object: JSONObject = [
            "configurationFile": .string(made.configurationFile), "adminLogin": .string(made.adminLogin),
        ]
        object["adminPassword"] = generated.map(JSONValue.string)
        answers.give(
            object,
            text: Sheet.text(
                [("configuration", made.configurationFile), ("administrator", made.adminLogin)]
                    + (generated.map { [("password", $0)] } ?? [])))
        if generated != nil { answers.remark("The password is shown this once.") }
    }
}
