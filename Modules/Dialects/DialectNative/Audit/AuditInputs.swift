import DialectKit
import FoundationEssentials
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

struct AuditListInput: EndpointInput {
    static let description = InputDescription(query: [
        ParameterDescription("from", .dateTime, "Only records of this time or later."),
        ParameterDescription("to", .dateTime, "Only records before this time."),
        ParameterDescription("actor", .uuid, "Only what the user with this id did."),
        ParameterDescription("subject", .uuid, "Only what was done in the name of the user with this id."),
        ParameterDescription(
            "action", .string,
            "Only these acts: names with commas between them, or beginnings that end with a dot, such as `user.`."),
        ParameterDescription("objectKind", .string, "Only acts on things of this kind, such as `user`."),
        ParameterDescription("objectId", .string, "Only acts on the thing with this id."),
        ParameterDescription("outcome", .choice(AuditOutcome.allCases.map(\.rawValue)), "Only acts that ended so."),
        ParameterDescription("organization", .string, "Only records of this organization."),
        ParameterDescription("order", .choice(["newest", "oldest"]), "Which come first; the newest unless told."),
        ParameterDescription("limit", .integer, "Records a page, 1 to 1000; 100 unless told."),
        ParameterDescription("cursor", .string, "`next` of the page before, with the same order."),
    ])
    private let asked: AuditQuery
    private let cursor: String?

    init(reading request: inout RequestReader) throws(ServiceError) {
        var query = AuditQuery(limit: request.queryInteger("limit", in: 1...1_000, default: 100))
        query.from = request.queryTime("from")
        query.to = request.queryTime("to")
        query.actor = request.queryUser("actor")
        query.subject = request.queryUser("subject")
        for name in request.query("action")?.split(separator: ",", omittingEmptySubsequences: false) ?? [] {
            let found = AuditAction.matching(String(name))
            if found.isEmpty {
                request.report(FieldProblem("action", .unknown, "There is no act of one of these names."))
            }
            query.actions.formUnion(found)
        }
        query.objectKind = request.queryWord("objectKind")
        query.objectID = request.query("objectId")
        query.outcome = request.queryWord("outcome")
        query.organization = request.query("organization").map(OrganizationID.init(rawValue:))
        switch request.query("order") {
        case nil, "newest": query.newestFirst = true
        case "oldest": query.newestFirst = false
        default: request.report(FieldProblem("order", .unknown, "order is newest or oldest."))
        }
        asked = query
        cursor = request.query("cursor")
    }

    func query(using cursors: PageCursors) throws(ServiceError) -> AuditQuery {
        guard let cursor else { return asked }
        var query = asked
        guard let sequence = cursors.auditSequence(cursor, newestFirst: asked.newestFirst) else {
            throw .invalidInput([
                FieldProblem("cursor", .malformed, "This cursor was not made for this list and order.")
            ])
        }
        query.after = sequence
        return query
    }
}

struct AuditVerificationInput: EndpointInput {
    static let description = InputDescription(query: [
        ParameterDescription(
            "head", .string, "A head that was noted earlier, as `SEQUENCE:HASH`; its record has to stand unchanged.")
    ])
    let anchor: AuditAnchor?

    init(reading request: inout RequestReader) throws(ServiceError) {
        let text = request.query("head")
        anchor = text.flatMap { AuditAnchor($0) }
        if text != nil, anchor == nil {
            request.report(FieldProblem("head", .malformed, "head is a number, a colon and a hash."))
        }
    }
}

extension RequestReader {
    fileprivate mutating func queryTime(_ name: String) -> Date? {
        guard let text = query(name) else { return nil }
        guard let milliseconds = Timestamp.milliseconds(text) else {
            report(FieldProblem(name, .malformed, "\(name) is a time such as 2026-01-31T08:15:00Z."))
            return nil
        }
        return Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
    }

    fileprivate mutating func queryUser(_ name: String) -> UserID? {
        guard let text = query(name) else { return nil }
        let id = UserID(text)
        if id == nil { report(FieldProblem(name, .malformed, "\(name) is the id of a user.")) }
        return id
    }

    fileprivate mutating func queryWord<Word: RawRepresentable<String>>(_ name: String) -> Word? {
        guard let text = query(name) else { return nil }
        let word = Word(rawValue: text)
        if word == nil { report(FieldProblem(name, .unknown, "There is no \(name) of that name.")) }
        return word
    }
}
