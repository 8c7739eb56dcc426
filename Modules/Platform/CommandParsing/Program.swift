/// A program with commands: finds the one that is meant, reads its arguments, runs it, and says what went wrong.
///
/// Results go to standard output, everything else to standard error.
package struct Program<Context: Sendable>: Sendable {
    private let declaration: ProgramDeclaration
    private let commands: [any Command<Context>.Type]
    private let declarations: [CommandDeclaration]
    private let output: ProgramOutput
    private let makeContext: @Sendable (ParsedArguments) async throws -> Context
    private let explain: @Sendable (any Error) -> CommandFailure

    private struct Meaning {
        let command: any Command<Context>.Type
        let words: ArraySlice<String>
    }

    /// - Parameters:
    ///   - makeContext: opens what the commands work with, by the shared options; called after the arguments were
    ///     found right.
    ///   - explain: turns any error but `CommandFailure` and `UsageError` into one.
    package init(
        _ declaration: ProgramDeclaration, commands: [any Command<Context>.Type], output: ProgramOutput = .process,
        makeContext: @escaping @Sendable (ParsedArguments) async throws -> Context,
        explain: @escaping @Sendable (any Error) -> CommandFailure
    ) {
        self.declaration = declaration
        self.commands = commands
        self.output = output
        self.makeContext = makeContext
        self.explain = explain
        declarations = commands.map { $0.declaration }
        let names = declarations.map(\.name)
        precondition(Set(names).count == names.count, "two commands have the same name: \(names)")
    }

    /// - Parameter arguments: without the program's own name.
    package func run(_ arguments: [String]) async -> ExitCode {
        do throws(UsageError) {
            if let text = try helpAsked(arguments) {
                output.standard(text)
                return .ok
            }
        } catch {
            return report(error, usage: help.usage, path: [], asJSON: wantsJSON(arguments))
        }
        guard let meaning = find(arguments) else { return reportUnknown(arguments) }
        return await run(meaning, asJSON: wantsJSON(arguments))
    }

    /// - Parameter programName: the word that is typed to call the program.
    package func bashCompletion(programName: String) -> String {
        BashCompletion(program: declaration, commands: declarations).script(named: programName)
    }

    private var help: HelpText { HelpText(program: declaration, commands: declarations) }

    private var isSingle: Bool { declarations.contains { $0.path.isEmpty } }

    private func run(_ meaning: Meaning, asJSON: Bool) async -> ExitCode {
        let command = meaning.command.declaration
        do {
            let arguments = try ArgumentParser.parse(
                Array(meaning.words), for: command, common: declaration.commonOptions)
            let ready = try meaning.command.init(arguments)
            try await ready.run(in: try await makeContext(arguments))
            return .ok
        } catch let error as UsageError {
            return report(error, usage: help.usage(of: command), path: command.path, asJSON: asJSON)
        } catch let failure as CommandFailure {
            return report(failure, asJSON: asJSON)
        } catch {
            return report(explain(error), asJSON: asJSON)
        }
    }

    private func report(_ failure: CommandFailure, asJSON: Bool) -> ExitCode {
        output.error(asJSON ? FailureText.json(failure) : FailureText.plain(failure, of: declaration.name))
        return failure.code
    }

    private func report(_ error: UsageError, usage: String, path: [String], asJSON: Bool) -> ExitCode {
        output.error(
            asJSON
                ? FailureText.json(CommandFailure(.usage, error.message))
                : "\(declaration.name): \(error.message)\n\(usage)\n\(help.invitation(path))\n")
        return .usage
    }

    /// Looked up in the words themselves: an error of their form has to be told in the right form too.
    private func wantsJSON(_ arguments: [String]) -> Bool {
        arguments.prefix { $0 != "--" }.contains("--\(Option.json.name)")
    }
}

extension Program {
    private func find(_ arguments: [String]) -> Meaning? {
        for length in stride(from: min(2, arguments.count), through: 0, by: -1) {
            let path = Array(arguments.prefix(length))
            if let command = commands.first(where: { $0.declaration.path == path }) {
                return Meaning(command: command, words: arguments[length...])
            }
        }
        return nil
    }

    /// The text to print when help, the version or the completion script is asked for.
    private func helpAsked(_ arguments: [String]) throws(UsageError) -> String? {
        if arguments == ["--version"] { return "\(declaration.name) \(declaration.version)\n" }
        if !isSingle {
            switch arguments.first {
            case "completion":
                guard arguments == ["completion", "bash"] else {
                    throw UsageError("completion scripts exist for bash only: completion bash")
                }
                return bashCompletion(programName: declaration.name)
            case "help": return try helpText(for: Array(arguments.dropFirst()))
            case nil: return nil
            default: break
            }
        }
        // After `--` the word is an argument.
        let options = arguments.prefix { $0 != "--" }
        guard options.contains(where: { $0 == "--help" || $0 == "-h" }) else { return nil }
        return try helpText(for: options.filter { !$0.hasPrefix("-") })
    }

    private func helpText(for words: [String]) throws(UsageError) -> String {
        if let meaning = find(words) { return help.text(for: meaning.command.declaration) }
        guard let first = words.first else { return help.overview }
        if declaration.nouns.contains(where: { $0.name == first }) { return help.text(forNoun: first) }
        throw unknown(first, among: firstWords)
    }

    private func reportUnknown(_ arguments: [String]) -> ExitCode {
        guard let first = arguments.first else {
            output.error(help.overview)
            return .usage
        }
        guard declaration.nouns.contains(where: { $0.name == first }) else {
            return report(
                unknown(first, among: firstWords), usage: help.usage, path: [], asJSON: wantsJSON(arguments))
        }
        let verbs = declarations.map(\.path).filter { $0.count == 2 && $0[0] == first }.map { $0[1] }
        let usage = "Usage: \(declaration.name) \(first) \(verbs.joined(separator: "|")) [ARGUMENTS] [OPTIONS]"
        let error =
            arguments.count < 2
            ? UsageError("\(first) needs a verb") : unknown(arguments[1], among: verbs, after: first + " ")
        return report(error, usage: usage, path: [first], asJSON: wantsJSON(arguments))
    }

    private var firstWords: [String] {
        declarations.filter { $0.path.count == 1 }.map(\.name) + declaration.nouns.map(\.name)
            + BuiltIn.words
    }

    private func unknown(_ word: String, among known: [String], after noun: String = "") -> UsageError {
        let guess = Suggestion.nearest(to: word, among: known).map { "; did you mean \(noun)\($0)?" }
        let word = PrintableText.sanitized(word)
        guard !word.hasPrefix("-") else { return UsageError("the command comes first, then options such as \(word)") }
        return UsageError("unknown command \(noun)\(word)\(guess ?? "")")
    }
}
