import DialectKit
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

struct AuditPageBody: EndpointOutput {
    static let description = PageAnswer.description(
        "AuditPage", of: AuditShape.shape,
        "In the order asked for. A page may be short, even empty, while `next` leads on.")
    private let records: [AuditRecord]
    private let next: String?

    init(_ page: AuditPage, query: AuditQuery, cursors: PageCursors) {
        records = page.records
        next = page.next.map { cursors.text(auditSequence: $0, newestFirst: query.newestFirst) }
    }

    func response() -> HTTPResponse {
        PageAnswer.response(records, next: next, bytesPerItem: 640) { AuditShape.write($0, to: &$1) }
    }
}

struct AuditHeadBody: EndpointOutput {
    static let shape = ObjectShape(
        "AuditHead",
        [
            .init("sequence", .integer, required: true, "Of the last record."),
            .init("hash", .string, required: true, "Of the last record."),
            .init("text", .string, required: true, "`SEQUENCE:HASH`: note it elsewhere, and verify against it later."),
        ])
    static let description = OutputDescription(
        200, "The end of the chain; `head` is null when nothing is chained yet, or the head isn't true.",
        shape: ObjectShape("AuditHeadAnswer", [.init("head", .nullable(.object(shape)), required: true, "The head.")]))
    let head: AuditAnchor?

    func response() -> HTTPResponse {
        var writer = JSONWriter()
        writer.object { Self.write(head, to: &$0) }
        return answer(writer.bytes)
    }

    static func write(_ head: AuditAnchor?, to writer: inout JSONWriter) {
        guard let head else { return writer.null("head") }
        writer.object("head") { writer in
            writer.field("sequence", head.sequence)
            writer.field("hash", head.shownHash)
            writer.field("text", head.text)
        }
    }
}

struct AuditVerificationBody: EndpointOutput {
    private static let breakShape = ObjectShape(
        "AuditBreak",
        [
            .init("sequence", .integer, required: true, "The first place that is wrong."),
            .init("kind", .choice(AuditBreak.Kind.names), required: true, "What is wrong with it."),
            .init("foundAt", .nullable(.integer), required: true, "Where a reordered record stands now."),
        ])
    static let description = OutputDescription(
        200, "What a walk along the whole chain found.",
        shape: ObjectShape(
            "AuditVerification",
            [
                .init("intact", .boolean, required: true, "Whether every chained record is as it was written."),
                .init("checked", .integer, required: true, "Records looked at, up to the break."),
                .init(
                    "unchainedBefore", .nullable(.integer), required: true,
                    "Records below this number are older than the chain, and nothing proves them."),
                .init("head", .nullable(.object(AuditHeadBody.shape)), required: true, "The end, when intact."),
                .init("firstBreak", .nullable(.object(breakShape)), required: true, "The first thing that is wrong."),
            ]))
    let found: AuditVerification

    func response() -> HTTPResponse {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("intact", found.firstBreak == nil)
            writer.field("checked", found.checked)
            if let first = found.unchainedBefore {
                writer.field("unchainedBefore", first)
            } else {
                writer.null("unchainedBefore")
            }
            AuditHeadBody.write(found.head, to: &writer)
            guard let firstBreak = found.firstBreak else { return writer.null("firstBreak") }
            writer.object("firstBreak") { writer in
                writer.field("sequence", firstBreak.sequence)
                writer.field("kind", firstBreak.kind.name)
                if case .reordered(let place) = firstBreak.kind {
                    writer.field("foundAt", place)
                } else {
                    writer.null("foundAt")
                }
            }
        }
        return answer(writer.bytes)
    }
}

private func answer(_ body: [UInt8]) -> HTTPResponse {
    HTTPResponse(
        status: 200, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")], body: body)
}
