/// Help, made from the declarations.
struct HelpText {
    let program: ProgramDeclaration
    let commands: [CommandDeclaration]

    func usage(of command: CommandDeclaration) -> String {
        let required = command.options.filter(\.isRequired).map(\.spelling)
        let words = [program.name] + command.path + command.arguments.map(\.spelling) + required + ["[OPTIONS]"]
        return "Usage: " + words.joined(separator: " ")
    }

    var usage: String { "Usage: \(program.name) COMMAND [ARGUMENTS] [OPTIONS]" }

    /// How to ask for the help of these words: `'gatehouse user --help'`.
    func invitation(_ path: [String]) -> String {
        "Try '\(([program.name] + path + ["--help"]).joined(separator: " "))'."
    }

    func text(for command: CommandDeclaration) -> String {
        var parts = [command.summary + ".", usage(of: command)]
        if !command.details.isEmpty { parts.append(TextLayout.paragraphs(command.details)) }
        if !command.arguments.isEmpty {
            parts.append("Arguments:\n" + TextLayout.definitions(command.arguments.map { ($0.name, explain($0)) }))
        }
        if !command.options.isEmpty { parts.append("Options:\n" + definitions(command.options)) }
        parts.append("Common options:\n" + definitions(program.commonOptions))
        if !command.examples.isEmpty {
            let lines = command.examples.map { "  \($0.line)\n      \($0.explanation)" }
            parts.append("Examples:\n" + lines.joined(separator: "\n"))
        }
        return parts.joined(separator: "\n\n") + "\n"
    }

    func text(forNoun noun: String) -> String {
        let head = "\(program.name) \(noun): \(program.nouns.first { $0.name == noun }?.summary ?? "")"
        let verbs = commands.filter { $0.path.count == 2 && $0.path[0] == noun }
        return [
            head, "Usage: \(program.name) \(noun) VERB [ARGUMENTS] [OPTIONS]",
            "Verbs:\n" + TextLayout.definitions(verbs.map { ($0.path[1], $0.summary) }),
            "'\(program.name) \(noun) VERB --help' tells more of one.",
        ].joined(separator: "\n\n") + "\n"
    }

    var overview: String {
        var parts = ["\(program.name) \(program.version): \(program.summary)", usage]
        let single = commands.filter { $0.path.count == 1 }.map { (term: $0.name, text: $0.summary) }
        parts.append("General:\n" + TextLayout.definitions(single + BuiltIn.definitions))
        for noun in program.nouns {
            let verbs = commands.filter { $0.path.count == 2 && $0.path[0] == noun.name }
            parts.append(
                "\(noun.name): \(noun.summary)\n" + TextLayout.definitions(verbs.map { ($0.name, $0.summary) }))
        }
        parts.append("Common options:\n" + definitions(program.commonOptions))
        let codes = ExitCode.allCases.map { (term: String($0.rawValue), text: $0.meaning) }
        parts.append("Exit status:\n" + TextLayout.definitions(codes))
        parts.append("'\(program.name) COMMAND --help' tells more of one.")
        return parts.joined(separator: "\n\n") + "\n"
    }

    private func definitions(_ options: [Option]) -> String {
        TextLayout.definitions(options.map { ($0.listed, explain($0)) })
    }

    private func explain(_ option: Option) -> String {
        var notes = notes(option.values, isRepeatable: option.isRepeatable)
        if option.isRequired { notes.append("required") }
        if let value = option.shownDefault { notes.append("default: \(value)") }
        return option.help + list(notes)
    }

    private func explain(_ argument: Argument) -> String {
        argument.help + list(notes(argument.values, isRepeatable: argument.isRepeatable))
    }

    private func notes(_ values: ValueKind, isRepeatable: Bool) -> [String] {
        (values.choices.isEmpty ? [] : ["one of " + values.choices.joined(separator: ", ")])
            + (isRepeatable ? ["may be repeated"] : [])
    }

    private func list(_ notes: [String]) -> String { notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))" }
}
