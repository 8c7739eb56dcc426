import CommandParsing
import Composition
import DesiredStateText
import IdentityCore
import IdentityServices

/// What the commands about a wished state take, and reading it.
struct DesiredInput: Sendable {
    static let options: [Option] = [
        .value(
            "file", "FILE", "what is wished, as JSON5; - is standard input", required: true, repeatable: true,
            letter: "f", .file),
        .value(
            "prune", "SECTION", "delete what the files do not name, in a section that they do name", repeatable: true,
            .oneOf(DesiredSection.allCases.map(\.rawValue))),
    ]

    private let files: [String]
    private let pruned: Set<DesiredSection>

    var hasStandardInput: Bool { files.contains("-") }

    init(_ arguments: ParsedArguments) throws(UsageError) {
        files = arguments.values("file")
        pruned = Set(arguments.values("prune").compactMap(DesiredSection.init(rawValue:)))
        guard files.filter({ $0 == "-" }).count < 2 else { throw UsageError("standard input can be read once only") }
        guard !files.contains("") else { throw UsageError("--file names something") }
    }

    /// The caller whose audit records say what they come from.
    func caller(of workplace: Workplace) -> Caller {
        let names = files.map { $0 == "-" ? "standard input" : $0.split(separator: "/").last.map(String.init) ?? $0 }
        var origin = RequestOrigin.local
        origin.requestID = String("applied from \(names.joined(separator: ", "))".prefix(200))
        return Caller(workplace.caller.principal, origin: origin)
    }

    /// - Throws: with everything that is wrong with the form and with what is said, at once.
    func plan(in house: House, as caller: Caller) async throws -> DesiredPlan {
        var reader = DesiredStateReader()
        for file in files {
            let bytes = try InputBytes.read(file, limit: DesiredStateReader.maximumBytes)
            reader.read(bytes, name: files.count > 1 ? file : nil)
        }
        do throws(ServiceError) {
            let plan = try await house.desiredState.plan(reader.state, pruning: pruned, as: caller)
            if !reader.problems.isEmpty { throw .invalidInput(reader.problems) }
            return plan
        } catch {
            guard case .invalidInput(let problems) = error, problems != reader.problems else { throw error }
            throw ServiceError.invalidInput(reader.problems + problems)
        }
    }
}

extension Answers {
    /// The plan as text; as JSON nothing, because that is one result at the end.
    func show(_ plan: DesiredPlan) {
        if !asJSON { write(plan.lines.map { PrintableText.sanitized($0) + "\n" }.joined()) }
    }
}
