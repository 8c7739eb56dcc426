import CommandParsing
import DelimitedText
import IdentityCore
import IdentityServices

/// One change that a line asks for.
struct BulkItem {
    let line: Int
    let user: String
    let change: Result<BulkChange, ServiceError>
}

/// Hands out the next items, at most so many; none after the last.
typealias BulkItems = (Int) throws(CommandFailure) -> [BulkItem]

extension BulkItem {
    /// Rows of users, as an import takes them.
    static func rows(
        _ path: String, _ format: UserFormat, _ change: @escaping (ImportedUser) -> BulkChange
    ) throws(CommandFailure) -> BulkItems {
        let rows = try UserRows(path, format)
        return { (limit) throws(CommandFailure) in
            try rows.next(limit).map { BulkItem(line: $0.line, user: $0.login, change: $0.content.map(change)) }
        }
    }

    /// A login or an id a line.
    static func users(
        _ path: String, _ change: @escaping (UserSelector) -> BulkChange
    ) throws(CommandFailure) -> BulkItems {
        let file = try InputFile(path)
        var lines = LineReader<CommandFailure>(limit: 4_096) { () throws(CommandFailure) in try file.read() }
        return { (limit) throws(CommandFailure) in
            var items: [BulkItem] = []
            while items.count < limit, let line = try lines.next() {
                guard let text = line.bytes.flatMap({ String(validating: $0, as: UTF8.self) }) else {
                    items.append(BulkItem(line: line.number, user: "", change: .failure(.notFound(.user))))
                    continue
                }
                items.append(
                    BulkItem(line: line.number, user: text, change: .success(change(UserOptions.selector(text)))))
            }
            return items
        }
    }
}
