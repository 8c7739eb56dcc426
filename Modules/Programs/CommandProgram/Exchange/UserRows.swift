import CommandParsing
import DelimitedText
import IdentityCore
import IdentityServices
import JSONText

/// In which form users stand in a file.
enum UserFormat: String, CaseIterable {
    case csv, jsonl

    static let option = CommandParsing.Option.value(
        "format", "FORMAT", "how users are written", shownDefault: "by the end of the file's name",
        .oneOf(allCases.map(\.rawValue)))

    /// What was asked for, or what the name of the file says.
    init(_ arguments: ParsedArguments, file: String) throws(UsageError) {
        let name = arguments.value("format") ?? file.split(separator: ".").last.map(String.init) ?? ""
        guard let format = UserFormat(rawValue: name) else {
            throw UsageError("give --format csv or --format jsonl; the file's name does not say which")
        }
        self = format
    }
}

/// Reads the rows of a file one by one, whatever its size.
final class UserRows {
    private let file: InputFile
    private var read: () throws(CommandFailure) -> UserRow?

    /// - Throws: `invalidInput` when the header names a column that does not exist, or none for the login.
    init(_ path: String, _ format: UserFormat) throws(CommandFailure) {
        let file = try InputFile(path)
        self.file = file
        switch format {
        case .csv:
            var rows = try SheetRows(file)
            read = { () throws(CommandFailure) in try rows.next() }
        case .jsonl:
            var lines = LineReader<CommandFailure> { () throws(CommandFailure) in try file.read() }
            read = { () throws(CommandFailure) in try lines.next().map(UserRow.init) }
        }
    }

    /// In KiB; 1 for what has no end to be known.
    var size: Int { (file.size ?? 0) / 1_024 }
    var position: Int { file.position / 1_024 }

    /// - Returns: at most `limit` rows; none after the last.
    func next(_ limit: Int) throws(CommandFailure) -> [UserRow] {
        var rows: [UserRow] = []
        rows.reserveCapacity(limit)
        while rows.count < limit, let row = try read() { rows.append(row) }
        return rows
    }
}

/// The rows of comma-separated values with a header.
private struct SheetRows {
    private var reader: DelimitedReader<CommandFailure>
    private let columns: [UserField]
    private let given: Set<UserField>

    init(_ file: InputFile) throws(CommandFailure) {
        reader = DelimitedReader { () throws(CommandFailure) in try file.read() }
        guard let header = try reader.next() else { throw CommandFailure(.invalidInput, "the file is empty") }
        let names: [String]
        switch header.cells {
        case .success(let cells): names = cells
        case .failure(let fault): throw CommandFailure(.invalidInput, "the header can't be read: \(fault.message)")
        }
        let known = UserField.allCases.map(\.rawValue).joined(separator: ", ")
        var columns: [UserField] = []
        for name in names {
            guard let column = UserField(rawValue: name) else {
                throw CommandFailure(
                    .invalidInput, "there is no column \"\(String(name.prefix(64)))\"; there are \(known)")
            }
            guard !columns.contains(column) else {
                throw CommandFailure(.invalidInput, "the column \(name) stands there twice")
            }
            columns.append(column)
        }
        guard columns.contains(.login) else { throw CommandFailure(.invalidInput, "there is no column login") }
        self.columns = columns
        given = Set(columns)
    }

    mutating func next() throws(CommandFailure) -> UserRow? {
        guard let record = try reader.next() else { return nil }
        switch record.cells {
        case .failure(let fault):
            return UserRow(line: record.line, refused: FieldProblem("row", .malformed, fault.message))
        case .success(let cells):
            guard cells.count == columns.count else {
                return UserRow(
                    line: record.line,
                    refused: FieldProblem(
                        "row", .malformed, "The row has \(cells.count) cells; the header has \(columns.count)."))
            }
            let values = zip(columns, cells).map { column, cell in
                (field: column, value: column.value(ofCell: SpreadsheetText.unguarded(cell)))
            }
            return UserRow(line: record.line, given: given, values: values)
        }
    }
}

extension UserRow {
    /// One JSON object a line.
    fileprivate init(_ line: LineReader<CommandFailure>.Line) {
        func refused(_ message: String) -> UserRow {
            UserRow(line: line.number, refused: FieldProblem("row", .malformed, message))
        }
        guard let bytes = line.bytes else {
            self = refused("The line is too long.")
            return
        }
        guard let object = (try? JSONParser.parse(bytes))?.objectValue else {
            self = refused("The line is no JSON object.")
            return
        }
        var values: [(field: UserField, value: UserFieldValue?)] = []
        for key in object.keys {
            guard let field = UserField(rawValue: key), let member = object[key] else {
                self = refused("There is no field \"\(String(key.prefix(64)))\".")
                return
            }
            values.append((field, field.value(of: member)))
        }
        self.init(line: line.number, given: Set(values.map(\.field)), values: values)
    }
}
