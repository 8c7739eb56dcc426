import DialectKit
import FoundationEssentials
import HTTPCore
import IdentityCore
import IdentityServices
import JSONText

/// Many changes of users in one call.
struct BulkUsersBody: EndpointInput {
    private enum Action: String, CaseIterable { case create, edit, enable, disable, delete }

    private static let item = ObjectShape(
        "BulkItem",
        [
            .init("action", .choice(Action.allCases.map(\.rawValue)), required: true, "What is to be done."),
            .init("id", .string, "Whom to change: an id, or `login:` and a login name. Not for create."),
            .init("version", .integer, "Refuses the change when the user has moved on from this version."),
            .init("user", .object(CreateUserBody.shape), "For create."),
            .init("changes", .object(EditUserBody.shape), "For edit."),
        ])
    static let description = InputDescription(
        body: ObjectShape(
            "BulkUsers",
            [
                .init(
                    "items", .array(.object(item)), required: true,
                    "Done in this order, at most \(BulkChange.limit); each sees what those before it did."),
                .init("allOrNothing", .boolean, "Whether the first refusal undoes everything; false unless told."),
            ]))

    let changes: [BulkChange]
    let allOrNothing: Bool

    init(reading request: inout RequestReader) throws(ServiceError) {
        allOrNothing = request.body.bool("allOrNothing") ?? false
        let items = request.body.objects("items") { Self.change($0.path, reading: &$0) }
        if items == nil, !request.body.has("items") { request.body.report("items", .missing, "items is missing.") }
        changes = (items ?? []).compactMap(\.self)
    }

    private static func change(_ path: String, reading item: inout JSONObjectReader) -> BulkChange? {
        guard let action = item.choice("action", as: Action.self) else {
            if !item.has("action") { item.report("action", .missing, "\(path).action is missing.") }
            return nil
        }
        if action == .create {
            guard let command = item.object("user", { CreateUser(reading: &$0) }) else {
                item.report("user", .missing, "\(path).user says whom to create.")
                return nil
            }
            return .create(command)
        }
        let edit = action == .edit ? item.object("changes") { EditUser(reading: &$0) } : nil
        let version = item.integer("version")
        guard let text = item.string("id", required: true) else { return nil }
        guard let user = UserSelectorParameter(pathSegment: text)?.selector else {
            item.report("id", .wrongType, "\(path).id is an id, or login: and a login name.")
            return nil
        }
        switch action {
        case .create, .edit:
            guard var edit else {
                item.report("changes", .missing, "\(path).changes says what to change.")
                return nil
            }
            edit.ifVersion = version
            return .edit(user, edit)
        case .enable, .disable: return .switching(user, on: action == .enable, ifVersion: version)
        case .delete: return .delete(user, ifVersion: version)
        }
    }
}

/// What became of each change, with the status and the body that it would have had in a call of its own.
struct BulkUsersAnswer: EndpointOutput {
    private static let item = ObjectShape(
        "BulkResult",
        [
            .init("status", .integer, required: true, "201, 200 or 204; of a refusal the problem's; 424 when undone."),
            .init("user", .object(UserShape.shape), "After a creation or an edit."),
            .init("problem", .object(NativeProblem.shape), "Why it was refused or undone."),
        ])
    static let description = OutputDescription(
        200, "One result for each item, in their order.",
        shape: ObjectShape("BulkResults", [.init("items", .array(.object(item)), required: true, "The results.")]))

    let outcomes: [BulkOutcome]
    let now: Date

    func response() -> HTTPResponse {
        var writer = JSONWriter(capacity: 64 + outcomes.count * 640)
        writer.object { writer in
            writer.array("items") { writer in
                for outcome in outcomes { writer.object { write(outcome, to: &$0) } }
            }
        }
        return HTTPResponse(
            status: 200, fields: [("Content-Type", "application/json"), ("Cache-Control", "no-store")],
            body: writer.bytes)
    }

    private func write(_ outcome: BulkOutcome, to writer: inout JSONWriter) {
        switch outcome {
        case .created(let user): write(user, 201, to: &writer)
        case .edited(let user): write(user, 200, to: &writer)
        case .deleted: writer.field("status", 204)
        case .refused(let error): write(NativeProblem(error), to: &writer)
        case .undone: write(NativeProblem.undone, to: &writer)
        }
    }

    private func write(_ user: User, _ status: Int, to writer: inout JSONWriter) {
        writer.field("status", status)
        writer.object("user") { UserShape.write(user, at: now, to: &$0) }
    }

    private func write(_ problem: NativeProblem, to writer: inout JSONWriter) {
        writer.field("status", problem.status)
        writer.object("problem") { problem.write(to: &$0) }
    }
}
