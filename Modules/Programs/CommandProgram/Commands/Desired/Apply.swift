import CommandParsing
import Composition
import DesiredStateText
import IdentityCore
import IdentityServices
import JSONText

struct Apply: Command {
    static let declaration = CommandDeclaration(
        path: ["apply"], summary: "Make everything as a file says",
        details: """
            The file names organizations, tenants, clients, roles, groups, users and workspaces; 'export config' writes \
            one. What it does not name stays; so does a field that an entry leaves out, and null takes a value away. \
            Shows what is to be done, and asks first, unless --yes is given.

            Each step is a transaction of its own. When one is refused, the command stops and says what was done; run \
            again, it goes on from there. A new user gets no password.
            """,
        options: DesiredInput.options + [
            .flag("dry-run", "show what is to be done and do nothing; ends with 10 when there is something"),
            .flag("yes", "do not ask; needed where there is no terminal"),
        ],
        examples: [
            Example("gatehouse apply -f house.json5", "shows the plan, asks, and does it"),
            Example("gatehouse apply -f house.json5 -f people.json5 --yes", "two files as one"),
            Example("gatehouse apply -f house.json5 --prune groups --dry-run", "which groups would go"),
        ])

    private let input: DesiredInput
    private let isRehearsal: Bool
    private let asks: Bool

    init(_ arguments: ParsedArguments) throws(UsageError) {
        input = try DesiredInput(arguments)
        isRehearsal = arguments.flag("dry-run")
        asks = !arguments.flag("yes") && !isRehearsal
        // As JSON the plan is not shown before the end.
        guard !asks || Terminal.inputIsTerminal && !input.hasStandardInput && !arguments.wantsJSON else {
            throw UsageError("no terminal to ask at; say --yes")
        }
    }

    func run(in workplace: Workplace) async throws {
        if isRehearsal { return try await input.showDifferences(in: workplace) }
        let caller = input.caller(of: workplace)
        try await workplace.withHouse { house in
            let plan = try await input.plan(in: house, as: caller)
            workplace.answers.show(plan)
            if asks, !plan.steps.isEmpty {
                guard try Terminal.confirms("Do this? [y/N] ") else {
                    throw CommandFailure(.failed, "not confirmed; nothing was changed")
                }
            }
            var done = 0
            do throws(ServiceError) {
                for step in plan.steps {
                    try await house.desiredState.apply(step, as: caller)
                    done += 1
                }
            } catch {
                give(plan, done, workplace.answers)
                throw Self.failure(plan, done, error)
            }
            give(plan, done, workplace.answers)
        }
    }

    private func give(_ plan: DesiredPlan, _ done: Int, _ answers: Answers) {
        var object = plan.json
        object["applied"] = .integer(Int64(done))
        answers.give(object, text: "applied: \(done) of \(plan.steps.count)\n")
    }

    private static func failure(_ plan: DesiredPlan, _ done: Int, _ error: ServiceError) -> CommandFailure {
        let cause = CommandFailure(error), step = plan.steps[done]
        let place = step.place.map { " at \($0)" } ?? ""
        return CommandFailure(
            cause.code,
            "stopped at '\(step.title)'\(place): \(cause.message); done before: \(done) of \(plan.steps.count)",
            problems: cause.problems)
    }
}
