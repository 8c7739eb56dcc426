import FoundationEssentials
import IdentityCore
import SQLiteKit

/// How values of the core stand in columns.
extension Date {
    init(microseconds: Int64) { self.init(timeIntervalSince1970: Double(microseconds) / 1_000_000) }
}

extension SQLiteRow {
    func date(_ column: Int32) -> Date { Date(microseconds: int64(column)) }
    func optionalUUID(_ column: Int32) throws(SQLiteError) -> UUID? { isNull(column) ? nil : try uuid(column) }
    func optionalDate(_ column: Int32) -> Date? { optionalInt64(column).map(Date.init(microseconds:)) }

    /// Names between separators, as `NameList` writes them.
    func names(_ column: Int32) -> [String] {
        let list = text(column)
        // By bytes: characters would have to be found first.
        return list.isEmpty ? [] : list.utf8.split(separator: NameList.separatorByte).map { String(Substring($0)) }
    }

    /// As `NameList` writes them.
    func permissions(_ column: Int32) throws(SQLiteError) -> Set<Permission> {
        var permissions: Set<Permission> = []
        for name in names(column) {
            guard let permission = Permission(name) else {
                throw .unexpectedValue(column: column, wanted: "permission")
            }
            permissions.insert(permission)
        }
        return permissions
    }

    /// - Throws: `unexpectedValue` for a word that the program does not know.
    func word<Word: RawRepresentable<String>>(_ column: Int32, _ type: Word.Type) throws(SQLiteError) -> Word {
        guard let word = Word(rawValue: text(column)) else {
            throw .unexpectedValue(column: column, wanted: "\(type)")
        }
        return word
    }
}

/// A small set in one column, so that a user is one row: its names in order, each ended by the unit separator, which
/// no name may contain.
enum NameList {
    static let separatorByte: UInt8 = 0x1F
    private static let separator = "\u{1F}"

    static func text<Name: RawRepresentable<String> & Comparable>(_ names: Set<Name>) -> String {
        text(names.sorted().map(\.rawValue))
    }

    static func text(_ permissions: Set<Permission>) -> String { text(permissions.sorted().map(\.description)) }

    static func text(_ names: Set<String>) -> String { text(names.sorted()) }

    private static func text(_ names: [String]) -> String { names.map { $0 + separator }.joined() }
}
