import CommandParsing
import FoundationEssentials
import IdentityCore
import IdentityServices

/// A record as a line of comma-separated values (RFC 4180) that a spreadsheet shows and doesn't carry out.
enum AuditSheetRow {
    static let header = line([
        "sequence", "at", "actorKind", "actorId", "actorName", "subjectId", "subjectName", "organization", "action",
        "objectKind", "objectId", "objectName", "outcome", "detail", "address", "requestId", "hash",
    ])

    static func text(_ record: AuditRecord) -> String {
        let entry = record.entry, fields = AuditFields(record.entry)
        return line([
            String(record.sequence), entry.at.shown, fields.actorKind,
            fields.actorID.map { UserID($0).description }, fields.actorName, entry.subject?.user.description,
            fields.subjectName, fields.organization, fields.action, fields.objectKind, fields.objectID,
            fields.objectName, fields.outcome, fields.detail, fields.address, fields.requestID,
            record.link?.shownHash,
        ])
    }

    private static func line(_ cells: [String?]) -> String {
        cells.map { cell($0 ?? "") }.joined(separator: ",") + "\r\n"
    }

    /// A cell that begins like a formula is led by an apostrophe, which makes it a text to a spreadsheet.
    static func cell(_ text: String) -> String {
        var shown = PrintableText.sanitized(text)
        // Looked at before the cleaning too: a tab or a line end at the beginning may hide a formula.
        let isFormula = [text, shown].contains { text in text.unicodeScalars.first.map(Self.begins.contains) ?? false }
        if isFormula { shown = "'" + shown }
        guard shown.contains(where: { $0 == "," || $0 == "\"" }) else { return shown }
        return "\"" + shown.replacing("\"", with: "\"\"") + "\""
    }

    private static let begins: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n"]
}
