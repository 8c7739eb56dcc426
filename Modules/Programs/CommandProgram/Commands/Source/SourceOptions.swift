import CommandParsing
import Composition
import IdentityCore

/// Which source a command works on.
enum SourceOptions {
    static let source = Argument("SOURCE", "the id of a source, as 'source list' shows it")
}

/// The directory that a command looks at: one source of the kind ldap.
struct DirectoryChoice: Sendable {
    static let option = Option.value(
        "source", "ID", "a source of the configuration", shownDefault: "the only one of the kind ldap")

    private let id: SourceID?

    init(_ arguments: ParsedArguments) { id = arguments.value("source").map(SourceID.init(rawValue:)) }

    func entry(of bench: SourceBench, in workplace: Workplace) throws(CommandFailure) -> SourceEntry {
        let file = workplace.configurationFile
        if let id {
            guard let entry = bench.entries.first(where: { $0.id == id }) else {
                throw CommandFailure(.notFound, "there is no source \(id) in \(file)")
            }
            guard entry.kind == Self.kind else {
                throw CommandFailure(
                    .refused, "the source \(id) is of the kind \(entry.kind); 'login test' looks at every kind")
            }
            return entry
        }
        let found = bench.entries.filter { $0.kind == Self.kind }
        guard let entry = found.first else {
            throw CommandFailure(.notFound, "there is no source of the kind ldap in \(file)")
        }
        guard found.count == 1 else {
            let names = found.map(\.id.rawValue).joined(separator: ", ")
            throw CommandFailure(.usage, "there are several sources of the kind ldap; give --source with \(names)")
        }
        return entry
    }

    private static let kind = SourceKind(rawValue: "ldap")
}
