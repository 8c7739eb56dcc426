import CommandParsing
import Composition
import DesiredStateText
import IdentityCore
import IdentityServices

struct ShowDifferences: Command {
    static let declaration = CommandDeclaration(
        path: ["diff"], summary: "Show what 'apply' would do",
        details: "Ends with 0 when everything is as the file says, and with 10 when something is to be done.",
        options: DesiredInput.options,
        examples: [
            Example("gatehouse diff -f house.json5", "what has been changed by hand since"),
            Example("gatehouse export config --data /other | gatehouse diff -f -", "against another Gatehouse"),
        ])

    private let input: DesiredInput

    init(_ arguments: ParsedArguments) throws(UsageError) { input = try DesiredInput(arguments) }

    func run(in workplace: Workplace) async throws { try await input.showDifferences(in: workplace) }
}

extension DesiredInput {
    func showDifferences(in workplace: Workplace) async throws {
        let plan = try await workplace.withHouse { house in try await self.plan(in: house, as: workplace.caller) }
        workplace.answers.give(
            plan.json, text: plan.lines.map { PrintableText.sanitized($0) + "\n" }.joined())
        guard plan.steps.isEmpty else {
            throw CommandFailure(.differs, "not everything is as it is wished; nothing was changed")
        }
    }
}
