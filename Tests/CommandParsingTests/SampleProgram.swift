import Foundation

@testable import CommandParsing

/// A program whose commands note what they were given.
final class Notes: @unchecked Sendable {
    private let lock = NSLock()
    private var lines: [String] = []
    private var outputs = (standard: "", error: "")

    func add(_ line: String) { lock.withLock { lines.append(line) } }
    var all: [String] { lock.withLock { lines } }
    var standard: String { lock.withLock { outputs.standard } }
    var error: String { lock.withLock { outputs.error } }

    var output: ProgramOutput {
        ProgramOutput(
            standard: { text in self.lock.withLock { self.outputs.standard += text } },
            error: { text in self.lock.withLock { self.outputs.error += text } })
    }
}

struct CreateUser: Command {
    static let declaration = CommandDeclaration(
        path: ["user", "create"], summary: "Create a user",
        details: """
            The password is asked for at the terminal, or read from a file; it never stands on the command line, where every
            user of the machine could see it.

            The login must be free.
            """,
        arguments: [Argument("LOGIN", "the name to sign in with")],
        options: [
            .value("email", "ADDRESS", "e-mail address"),
            .value(
                "role", "ROLE", "what the user may do", repeatable: true, shownDefault: "member",
                .oneOf(["member", "manager", "administrator"])),
            .value("password-file", "FILE", "read the password from this file; - means standard input", .file),
            .value("age", "YEARS", "age"),
            .flag("force", "do not ask"),
        ],
        examples: [Example("gatehouse user create ada --role manager", "a manager; asks for the password")])

    let arguments: ParsedArguments
    let age: Int?

    init(_ arguments: ParsedArguments) throws(UsageError) {
        self.arguments = arguments
        age = try arguments.integer("age", in: 0...150)
    }

    func run(in context: Notes) async throws {
        let login = arguments.required("LOGIN")
        if login == "taken" { throw CommandFailure(.conflict, "the login \u{1B}[31mtaken exists") }
        if login == "bad\n" {
            throw CommandFailure(
                .invalidInput, "the input was refused",
                problems: [
                    .init("login", "The \u{1B} is no letter."), .init("age", "age is too high."), .init("", "Odd."),
                ])
        }
        if login == "odd" { throw CocoaError(.fileNoSuchFile) }
        context.add(
            "\(login) \(arguments.value("email") ?? "-") \(arguments.values("role")) \(age ?? -1) "
                + "\(arguments.flag("force")) \(arguments.wantsJSON)")
    }
}

struct TagUsers: Command {
    static let declaration = CommandDeclaration(
        path: ["user", "tag"], summary: "Tag users",
        arguments: [
            Argument("MODE", "what to do", .oneOf(["add", "drop"])), Argument("LOGIN", "whom", repeatable: true),
        ],
        options: [.value("tag", "TAG", "the tag", required: true, letter: "t")])

    let arguments: ParsedArguments

    init(_ arguments: ParsedArguments) { self.arguments = arguments }

    func run(in context: Notes) async throws { context.add("\(arguments.values("LOGIN"))") }
}

struct ShowStatus: Command {
    static let declaration = CommandDeclaration(path: ["status"], summary: "Say how the server is")

    init(_ arguments: ParsedArguments) {}

    func run(in context: Notes) async throws { context.add("status") }
}

struct Serve: Command {
    static let declaration = CommandDeclaration(
        path: [], summary: "Run the server", options: [.value("config", "FILE", "configuration file", .file)])

    let arguments: ParsedArguments

    init(_ arguments: ParsedArguments) { self.arguments = arguments }

    func run(in context: Notes) async throws { context.add("serve \(arguments.value("config") ?? "-")") }
}

struct Run {
    let code: ExitCode
    let notes: [String]
    let standard: String
    let error: String
}

enum Sample {
    static func program(_ notes: Notes) -> Program<Notes> {
        Program(
            ProgramDeclaration(
                name: "gatehouse", version: "1.2.3", summary: "manages people and their accounts",
                sharedOptions: [.value("data", "DIR", "folder of the data", shownDefault: "./data", .folder)],
                nouns: [("user", "people and their accounts")]),
            commands: [ShowStatus.self, CreateUser.self, TagUsers.self], output: notes.output,
            makeContext: { arguments in
                if arguments.value("data") == "/locked" { throw CommandFailure(.unavailable, "the database is locked") }
                return notes
            },
            explain: { _ in CommandFailure(.failed, "something odd happened") })
    }

    static func server(_ notes: Notes) -> Program<Notes> {
        Program(
            ProgramDeclaration(name: "gatehouse-server", version: "1.2.3", summary: "the server"),
            commands: [Serve.self], output: notes.output, makeContext: { _ in notes },
            explain: { _ in CommandFailure(.failed, "something odd happened") })
    }

    static func run(_ line: String..., server isServer: Bool = false) async -> Run {
        let notes = Notes()
        let code = await (isServer ? server(notes) : program(notes)).run(line)
        return Run(code: code, notes: notes.all, standard: notes.standard, error: notes.error)
    }
}
