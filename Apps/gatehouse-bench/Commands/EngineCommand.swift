import CommandParsing
import HTTPCore
import HTTPEngine
import JSONText

struct EngineCommand: Command {
    static let declaration = CommandDeclaration(
        path: ["engine"], summary: "Serve one constant answer on the bare engine until killed",
        options: [.value("answer", "FILE", "the answer as a client received it", required: true, .file)])

    private let file: String

    init(_ arguments: ParsedArguments) throws(UsageError) { file = arguments.required("answer") }

    func run(in context: Void) async throws {
        let answer = try RecordedAnswer.read(file)
        let server = HTTPServer(HTTPServerConfiguration(addresses: [ListenAddress(host: "127.0.0.1", port: 0)]))
        let addresses = try server.bind()
        ResultLine.write([
            "event": "listening", "addresses": .array(addresses.map { .string("http://\($0)") }),
        ])
        try await server.run(HTTPAnswering { _ in answer })
    }
}
