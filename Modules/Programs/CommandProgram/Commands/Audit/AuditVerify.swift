import CommandParsing
import Composition
import IdentityCore
import IdentityServices
import JSONText

struct AuditVerify: Command {
    static let declaration = CommandDeclaration(
        path: ["audit", "verify"], summary: "Check that no audit record was changed, moved or removed",
        details: """
            Walks along the whole chain; a server may go on working meanwhile. Exit status 8 when something is not as \
            it was written; the first such place is told. Note the head that is printed at another place: with --head \
            even a database that was put back as a whole is found out.
            """,
        options: [.value("head", "NUMBER:HASH", "a head noted earlier; its record has to stand unchanged")],
        examples: [
            Example("gatehouse audit verify", "is everything as it was written?"),
            Example("gatehouse audit verify --head 4711:8f1c2e5d6a7b", "and is the noted record still there?"),
        ])

    private let anchor: AuditAnchor?

    init(_ arguments: ParsedArguments) throws(UsageError) {
        let text = arguments.value("head")
        anchor = text.flatMap { AuditAnchor($0) }
        guard text == nil || anchor != nil else {
            throw UsageError("--head is a number, a colon and a hash, as 'audit verify' prints it")
        }
    }

    func run(in workplace: Workplace) async throws {
        let found = try await workplace.withHouse { house in
            let total = try await house.audit.head(as: workplace.caller)?.sequence ?? 0
            var bar = ProgressBar("checking", total: Int(clamping: total))
            defer { bar.finish() }
            return try await house.audit.verify(
                against: anchor, progress: { bar.show(Int(clamping: $0)) }, as: workplace.caller)
        }
        if workplace.answers.asJSON || found.firstBreak == nil {
            workplace.answers.give(Self.object(found), text: Self.sheet(found))
        }
        if let firstBreak = found.firstBreak {
            throw CommandFailure(
                .broken,
                "the audit is not as it was written, first at record \(firstBreak.sequence): "
                    + Self.words(firstBreak.kind))
        }
    }

    private static func sheet(_ found: AuditVerification) -> String {
        Sheet.text([
            ("checked", String(found.checked)), ("broken", "nothing"),
            ("not chained", found.unchainedBefore.map { "records before \($0), which are older than the chain" }),
            ("head", found.head?.text),
        ])
    }

    private static func object(_ found: AuditVerification) -> JSONObject {
        var firstBreak = JSONValue.null
        if let place = found.firstBreak {
            var object: JSONObject = ["sequence": .integer(place.sequence), "kind": .string(place.kind.name)]
            if case .reordered(let other) = place.kind { object["foundAt"] = .integer(other) }
            firstBreak = .object(object)
        }
        return [
            "intact": .bool(found.firstBreak == nil), "checked": .integer(found.checked),
            "unchainedBefore": found.unchainedBefore.map(JSONValue.integer) ?? .null,
            "head": .text(found.head?.text), "firstBreak": firstBreak,
        ]
    }

    private static func words(_ kind: AuditBreak.Kind) -> String {
        switch kind {
        case .edited: "it was changed"
        case .missing: "it is gone"
        case .reordered(let place): "it stands at \(place) now"
        case .inserted: "it was put there by somebody else"
        case .truncated: "it and all that followed are gone"
        case .headAltered: "the head was changed or removed, so records may be gone from the end"
        case .unknownKey(let id): "it was chained with the key \(id), which is not at hand"
        case .hidden: "a search by time would not find it"
        case .notAsNoted: "it is not the record that was noted"
        }
    }
}
