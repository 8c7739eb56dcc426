import CommandParsing
import Composition
import IdentityCore
import JSONText

struct KeyRotateMaster: Command {
    static let declaration = CommandDeclaration(
        path: ["key", "rotate-master"], summary: "Put a new master key in the place of the old one",
        details: """
            Adds a new key to the key file, seals every stored secret anew under it, and removes the old key. A \
            running server follows within a second. Sessions that were opened before the new key end with the old one.

            With --keep-old the old key stays, and so do those sessions. Run the command again, when they are over, to \
            remove it. The same finishes a rotation that was broken off: as long as there are two keys, no other is \
            added.

            Back up the key file afterwards: an older copy of it does not open what is sealed from now on.
            """,
        options: [.flag("keep-old", "leave the old key in the file until the next run")],
        examples: [
            Example("gatehouse key rotate-master", "at once; who is signed in has to sign in again"),
            Example("gatehouse key rotate-master --keep-old", "nobody is signed out; run it again later without"),
        ])

    private let keepsOld: Bool

    init(_ arguments: ParsedArguments) { keepsOld = arguments.flag("keep-old") }

    func run(in workplace: Workplace) async throws {
        try await workplace.withHouse { house in
            var bar: ProgressBar?
            defer { bar?.finish() }
            let done = try await house.rotateMasterKey(keepsOld: keepsOld, as: workplace.caller) { done, total in
                if bar == nil { bar = ProgressBar("Sealing anew", total: total) }
                bar?.show(done)
            }
            let file = house.configuration.masterKeyFile
            workplace.answers.give(
                [
                    "masterKeyFile": .string(file), "current": .string(done.current.rawValue),
                    "added": .text(done.added?.rawValue), "resealed": .count(done.resealed),
                    "removed": Self.array(done.removed), "kept": Self.array(done.kept),
                ],
                text: Sheet.text([
                    ("key file", file), ("current", done.current.rawValue), ("added", done.added?.rawValue),
                    ("sealed anew", String(done.resealed)), ("removed", Self.list(done.removed)),
                    ("kept", Self.list(done.kept)),
                ]))
            workplace.answers.remark("Back up \(file) now.")
        }
    }

    private static func array(_ ids: [SealingKeyID]) -> JSONValue { .array(ids.map { .string($0.rawValue) }) }

    private static func list(_ ids: [SealingKeyID]) -> String? {
        ids.isEmpty ? nil : ids.map(\.rawValue).joined(separator: ", ")
    }
}
