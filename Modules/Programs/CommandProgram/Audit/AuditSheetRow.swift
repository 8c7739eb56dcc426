import CommandParsing
import DelimitedText
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

    private static func line(_ cells: [String?]) -> String { DelimitedLine.text(cells.map { cell($0 ?? "") }) }

    /// Looked at before the cleaning too: a tab or a line end at the beginning may hide a formula.
    private static func cell(_ text: String) -> String {
        let shown = PrintableText.sanitized(text)
        return SpreadsheetText.isFormula(text) && !SpreadsheetText.isFormula(shown)
            ? "'" + shown : SpreadsheetText.guarded(shown)
    }
}
