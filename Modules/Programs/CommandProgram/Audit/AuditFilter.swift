import CommandParsing
import Composition
import FoundationEssentials
import IdentityCore
import IdentityServices

/// Which records are meant, as the options of a command say it.
struct AuditFilter: Sendable {
    static let pageSize = 1_000

    static let times: [Option] = [
        .value("from", "TIME", "only records of this time or later: ISO 8601, or so long ago, such as 2h or 7d"),
        .value("to", "TIME", "only records before this time"),
    ]
    static let options: [Option] = [
        .value("actor", "USER", "only what this user did: a login, or an id, also of a user who is gone"),
        .value("subject", "USER", "only what was done in the name of this user"),
        .value(
            "action", "ACTION", "only this act, or with a dot at its end all that begin so, such as user.",
            repeatable: true),
        .value("object-kind", "KIND", "only acts on things of this kind, such as user"),
        .value("object", "ID", "only acts on the thing with this id"),
        .value("outcome", "OUTCOME", "only acts that ended so", .oneOf(AuditOutcome.allCases.map(\.rawValue))),
        .value("organization", "NAME", "only records of this organization"),
    ]

    private var query = AuditQuery(limit: pageSize)
    private var actor: UserSelector?
    private var subject: UserSelector?

    /// With the times only.
    init(times arguments: ParsedArguments) throws(UsageError) {
        query.from = try Self.time("from", in: arguments)
        query.to = try Self.time("to", in: arguments)
    }

    init(_ arguments: ParsedArguments) throws(UsageError) {
        actor = arguments.value("actor").map(UserOptions.selector(_:))
        subject = arguments.value("subject").map(UserOptions.selector(_:))
        for text in arguments.values("action") {
            let found = AuditAction.matching(text)
            guard !found.isEmpty else { throw UsageError("there is no act '\(PrintableText.sanitized(text))'") }
            query.actions.formUnion(found)
        }
        if let text = arguments.value("object-kind") {
            guard let kind = EntityKind(rawValue: text) else {
                throw UsageError("there is no kind '\(PrintableText.sanitized(text))'")
            }
            query.objectKind = kind
        }
        query.objectID = arguments.value("object")
        query.outcome = arguments.value("outcome").flatMap(AuditOutcome.init(rawValue:))
        query.organization = arguments.value("organization").map(OrganizationID.init(rawValue:))
    }

    /// Times and everything else.
    init(all arguments: ParsedArguments) throws(UsageError) {
        try self.init(arguments)
        query.from = try Self.time("from", in: arguments)
        query.to = try Self.time("to", in: arguments)
    }

    /// The query, with the names looked up.
    func query(in house: House, as caller: Caller) async throws(ServiceError) -> AuditQuery {
        var query = query
        query.actor = try await Self.id(of: actor, in: house, as: caller)
        query.subject = try await Self.id(of: subject, in: house, as: caller)
        return query
    }

    /// An id need not be anybody's any more.
    private static func id(
        of selector: UserSelector?, in house: House, as caller: Caller
    ) async throws(ServiceError) -> UserID? {
        switch selector {
        case nil: nil
        case .id(let id): id
        case let selector?: try await house.users.read(selector, as: caller).id
        }
    }

    private static func time(_ name: String, in arguments: ParsedArguments) throws(UsageError) -> Date? {
        try MomentText.option(name, .ago, in: arguments, clock: SystemClock())
    }
}
