import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct DocumentSet: Command {
    static let declaration = CommandDeclaration(
        path: ["document", "set"], summary: "Store a document in the place of an earlier one",
        details: "A document is one JSON object of at most 64 KiB.",
        arguments: [DocumentOptions.name, Argument("FILE", "the file that holds it; - is standard input")],
        options: DocumentOptions.holders,
        examples: [
            Example("gatehouse document set variables region.json --tenant lab", "from a file"),
            Example("echo '{\"desk\": 7}' | gatehouse document set admin-properties - --user ada", "from a pipe"),
        ])

    private let name: DocumentName
    private let file: String
    private let holder: DocumentHolder

    init(_ arguments: ParsedArguments) throws(UsageError) {
        name = DocumentOptions.name(arguments)
        file = arguments.required("FILE")
        holder = try DocumentOptions.holder(arguments)
    }

    func run(in workplace: Workplace) async throws {
        let bytes = try InputBytes.read(file, limit: Document.maximumBytes)
        let value: JSONValue
        do throws(JSONSyntaxError) { value = try JSONParser.parse(bytes, options: .strict) } catch {
            throw CommandFailure(.invalidInput, "this is no JSON: \(error)")
        }
        guard case .object = value else {
            throw CommandFailure(.invalidInput, "a document is a JSON object, this is \(value.kindName)")
        }
        try await workplace.withHouse {
            try await $0.documents.put(
                name, String(decoding: bytes, as: UTF8.self), of: holder, as: workplace.caller)
        }
        workplace.answers.give(
            ["stored": .string(name.rawValue)], text: Sheet.text([("stored", name.rawValue)]))
    }
}
