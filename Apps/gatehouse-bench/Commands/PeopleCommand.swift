import CommandParsing
import JSONText

struct PeopleCommand: Command {
    static let declaration = CommandDeclaration(
        path: ["people"], summary: "Write a file of users for an import",
        options: [
            .value("file", "FILE", "the csv file to be made", required: true, .file),
            .value("users", "N", "how many", required: true),
        ])

    private let path: String
    private let count: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        path = arguments.required("file")
        count = try arguments.integer("users", in: 1...10_000_000) ?? 1
    }

    func run(in context: Void) async throws {
        let file = try OutputFile(path)
        try file.write("login,email,displayName,givenName,familyName,enabled,roles,passwordHash\r\n")
        for start in stride(from: 0, to: count, by: 1_000) {
            let lines = (start..<min(start + 1_000, count)).map { number in
                let person = SamplePerson(number)
                return "\(person.login),\(person.email),\(person.displayName),\(person.givenName),"
                    + "\(person.familyName),true,member,\"\(SamplePerson.hash)\"\r\n"
            }
            try file.write(lines.joined())
        }
        try file.finish()
        ResultLine.write(["users": .integer(Int64(count))])
    }
}
