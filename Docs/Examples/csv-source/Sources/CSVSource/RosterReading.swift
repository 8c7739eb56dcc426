import IdentityCore

extension RosterContents {
    /// - Throws: `misconfigured` when the text is no CSV or lacks a column that has to be there. A line that tells of nobody
    ///   is a defect, and the others are read.
    init(_ text: String, separator: Character) throws(SourceFailure) {
        let records: [CSVRecords.Record]
        do throws(CSVRecords.Malformed) { records = try CSVRecords.parse(text.drop(while: Self.isMark)) } catch {
            throw SourceFailure(.misconfigured, at: .configuration, "Line \(error.line): \(error.words).")
        }
        guard let header = records.first else {
            throw SourceFailure(
                .misconfigured, at: .configuration, "The file is empty; its first line names the columns.")
        }
        let columns = try Columns(header.fields)
        for record in records.dropFirst() {
            guard record.fields.count == header.fields.count else {
                addDefect("\(record.fields.count) fields in the place of \(header.fields.count)", line: record.line)
                continue
            }
            let row = Row(columns: columns, fields: record.fields)
            guard let id = row["id"] else {
                addDefect("no id", line: record.line)
                continue
            }
            guard let login = row["login"] else {
                addDefect("no login", line: record.line, externalID: id)
                continue
            }
            add(row.person(id: id, login: login, separator: separator), line: record.line)
        }
    }

    /// Some programs put one in front of UTF-8.
    private static func isMark(_ character: Character) -> Bool { character == "\u{FEFF}" }

    private struct Columns {
        private static let required = ["id", "login"]
        private static let known = Set(
            required + [
                "password_hash", "display_name", "given_name", "family_name", "email", "groups", "active",
            ])

        private let places: [String: Int]

        init(_ header: [String]) throws(SourceFailure) {
            let missing = Self.required.filter { !header.contains($0) }
            let unknown = header.filter { !Self.known.contains($0) }
            guard missing.isEmpty, unknown.isEmpty, Set(header).count == header.count else {
                let words =
                    !missing.isEmpty
                    ? "The column \(missing[0]) is missing."
                    : !unknown.isEmpty ? "There is no column \"\(unknown[0])\"." : "A column stands there twice."
                throw SourceFailure(.misconfigured, at: .configuration, words)
            }
            places = Dictionary(uniqueKeysWithValues: header.enumerated().map { ($1, $0) })
        }

        subscript(name: String) -> Int? { places[name] }
    }

    private struct Row {
        let columns: Columns
        let fields: [String]

        /// `nil` for an empty field, too.
        subscript(name: String) -> String? {
            columns[name].map { fields[$0] }.flatMap { $0.isEmpty ? nil : $0 }
        }

        func person(id: String, login: String, separator: Character) -> RosterPerson {
            // Without the column the file knows nothing of groups, and nobody loses one that was given here.
            let groups = columns["groups"].map { Set(fields[$0].split(separator: separator).map(String.init)) }
            let identity = ExternalIdentity(
                externalID: id, login: login, email: self["email"], displayName: self["display_name"] ?? login,
                givenName: self["given_name"], familyName: self["family_name"],
                isActive: !["no", "false", "0"].contains(self["active"]?.lowercased()), groups: groups)
            return RosterPerson(identity: identity, hash: self["password_hash"].map(PasswordHash.init(encoded:)))
        }
    }
}
