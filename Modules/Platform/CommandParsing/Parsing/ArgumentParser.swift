/// Reads the words after a command's name by its declaration.
///
/// `--name VALUE`, `--name=VALUE`, `-n VALUE` for the few that have a letter, options and arguments in any order, `--` ends the options. Names are never
/// shortened. A value that begins with two dashes needs the form with `=`.
struct ArgumentParser {
    private let command: CommandDeclaration
    private let options: [Option]
    private var result: ParsedArguments
    private var places: [String] = []

    private init(_ command: CommandDeclaration, _ common: [Option]) {
        self.command = command
        options = command.options + common
        result = ParsedArguments(declared: Set(options.map(\.name) + command.arguments.map(\.name)))
    }

    static func parse(
        _ words: [String], for command: CommandDeclaration, common: [Option]
    ) throws(UsageError) -> ParsedArguments {
        var parser = Self(command, common)
        try parser.read(words)
        try parser.assignPlaces()
        try parser.checkRequired()
        return parser.result
    }

    private mutating func read(_ words: [String]) throws(UsageError) {
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                places += rest
                return
            }
            if word.hasPrefix("--") {
                try readOption(word.dropFirst(2), &rest)
            } else if word.hasPrefix("-"), word.count == 2,
                let option = options.first(where: { $0.letter == word.last })
            {
                try readOption(option.name[...], &rest)
            } else if word.hasPrefix("-"), word != "-" {
                throw UsageError("unknown option \(PrintableText.sanitized(word))")
            } else {
                places.append(word)
            }
        }
    }

    private mutating func readOption(_ text: Substring, _ rest: inout ArraySlice<String>) throws(UsageError) {
        let name = String(text.prefix { $0 != "=" })
        let attached = text.count > name.count ? String(text.dropFirst(name.count + 1)) : nil
        guard let option = options.first(where: { $0.name == name }) else {
            let guess = Suggestion.nearest(to: name, among: options.map(\.name)).map { "; did you mean --\($0)?" }
            throw UsageError("unknown option --\(PrintableText.sanitized(name))\(guess ?? "")")
        }
        guard option.isRepeatable || !result.has(name) else { throw UsageError("--\(name) is given twice") }
        guard let placeholder = option.placeholder else {
            guard attached == nil else { throw UsageError("--\(name) takes no value") }
            return result.add("", to: name)
        }
        let value: String
        if let attached {
            value = attached
        } else if let next = rest.first, !next.hasPrefix("--") {
            rest.removeFirst()
            value = next
        } else {
            throw UsageError("--\(name) needs a value: --\(name) \(placeholder)")
        }
        try check(value, option.values, label: "--\(name)")
        result.add(value, to: name)
    }

    private mutating func assignPlaces() throws(UsageError) {
        var rest = places[...]
        for argument in command.arguments {
            while let value = rest.popFirst() {
                try check(value, argument.values, label: argument.name)
                result.add(value, to: argument.name)
                if !argument.isRepeatable { break }
            }
        }
        if let extra = rest.first { throw UsageError("unexpected argument '\(PrintableText.sanitized(extra))'") }
    }

    private func check(_ value: String, _ kind: ValueKind, label: String) throws(UsageError) {
        guard !kind.choices.isEmpty, !kind.choices.contains(value) else { return }
        let guess = Suggestion.nearest(to: value, among: kind.choices).map { "; did you mean \($0)?" }
        throw UsageError(
            "\(label) must be one of \(kind.choices.joined(separator: ", ")), "
                + "not '\(PrintableText.sanitized(value))'\(guess ?? "")")
    }

    private func checkRequired() throws(UsageError) {
        if let argument = command.arguments.first(where: { $0.isRequired && !result.has($0.name) }) {
            throw UsageError("\(argument.name) is missing")
        }
        if let option = options.first(where: { $0.isRequired && !result.has($0.name) }) {
            throw UsageError("\(option.spelling) is missing")
        }
    }
}
