import IdentityCore

/// How the bytes of a file become people.
struct RosterReading: Sendable {
    private static let required = ["id", "login"]
    private static let known = Set(
        required + ["password_hash", "display_name", "given_name", "family_name", "email", "groups", "active"])
    private static let yes: Set<String> = ["", "yes", "true", "1"], no: Set<String> = ["no", "false", "0"]
    /// Some programs put one in front of UTF-8.
    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Between the names in the column `groups`.
    let separator: Character
    let hasher: any PasswordHasher

    /// - Throws: `misconfigured` when the bytes are no CSV or lack a column that has to be there. A line that tells of nobody
    ///   is a defect, and the others are read.
    func contents(of bytes: [UInt8]) throws(SourceFailure) -> RosterContents {
        guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) else {
            throw Self.unusable("The file is no text in UTF-8.")
        }
        let isMarked = bytes.starts(with: Self.byteOrderMark)
        let records: [CSVRecords.Record]
        do throws(CSVRecords.Malformed) {
            records = try CSVRecords.parse(bytes[(isMarked ? Self.byteOrderMark.count : 0)...])
        } catch { throw Self.unusable("Line \(error.line): \(error.words).") }
        guard let header = records.first?.fields else {
            throw Self.unusable("The file is empty; its first line names the columns.")
        }
        if let problem = Self.problem(in: header) { throw Self.unusable(problem) }
        var people: [RosterPerson] = [], defects: [DirectoryDefect] = []
        for record in records.dropFirst() {
            let row = Row(header: header, record: record)
            if let words = defect(of: row) {
                defects.append(DirectoryDefect(entry: "line \(record.line)", words: words, externalID: row["id"]))
            } else {
                people.append(person(in: row))
            }
        }
        return RosterContents(people, defects: defects)
    }

    private static func problem(in header: [String]) -> String? {
        if let missing = required.first(where: { !header.contains($0) }) { return "The column \(missing) is missing." }
        if let unknown = header.first(where: { !known.contains($0) }) { return "There is no column \"\(unknown)\"." }
        return Set(header).count == header.count ? nil : "A column stands there twice."
    }

    private func defect(of row: Row) -> String? {
        guard row.isWhole else { return "\(row.count) fields in the place of \(row.columns)" }
        guard row["id"] != nil else { return "no id" }
        guard row["login"] != nil else { return "no login" }
        let active = row["active"]?.lowercased() ?? ""
        guard Self.yes.contains(active) || Self.no.contains(active) else { return "active says neither yes nor no" }
        let hash = row["password_hash"].map(PasswordHash.init(encoded:))
        return hash.map(hasher.accepts) ?? true ? nil : "password_hash is no hash that can be checked here"
    }

    /// - Precondition: the row has no defect.
    private func person(in row: Row) -> RosterPerson {
        let login = row["login"] ?? ""
        // Without the column the file knows nothing of groups, and nobody loses one that was given here.
        let groups = row.all("groups").map { names in
            Set(names.split(separator: separator).map(Self.trimmed).filter { !$0.isEmpty })
        }
        let identity = ExternalIdentity(
            externalID: row["id"] ?? "", login: login, email: row["email"], displayName: row["display_name"] ?? login,
            givenName: row["given_name"], familyName: row["family_name"],
            isActive: !Self.no.contains(row["active"]?.lowercased() ?? ""), groups: groups)
        return RosterPerson(
            identity: identity, hash: row["password_hash"].map(PasswordHash.init(encoded:)), line: row.line)
    }

    private static func unusable(_ words: String) -> SourceFailure {
        SourceFailure(.misconfigured, at: .configuration, words)
    }

    fileprivate static func trimmed(_ text: some StringProtocol) -> String {
        let start = text.drop { $0 == " " }
        return String(start.reversed().drop { $0 == " " }.reversed())
    }
}

/// A record under the names of its columns.
private struct Row {
    private let values: [String: String]
    let line: Int
    let count: Int
    let columns: Int

    init(header: [String], record: CSVRecords.Record) {
        values = Dictionary(zip(header, record.fields.map(RosterReading.trimmed))) { first, _ in first }
        line = record.line
        count = record.fields.count
        columns = header.count
    }

    var isWhole: Bool { count == columns }

    /// `nil` for an empty field, too.
    subscript(name: String) -> String? { values[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// `nil` only where there is no such column.
    func all(_ name: String) -> String? { values[name] }
}
