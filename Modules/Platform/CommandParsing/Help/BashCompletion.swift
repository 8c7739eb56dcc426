/// A completion script for bash, made from the declarations.
struct BashCompletion {
    let program: ProgramDeclaration
    let commands: [CommandDeclaration]

    func script(named name: String) -> String {
        let function = "_" + name.map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined()
        let body = isSingle ? [] : verbCases
        let lines =
            [
                "# bash completion for \(name); load it with: source <(\(name) completion bash)",
                "\(function)() {",
                "    local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}",
                "    local first=${COMP_WORDS[1]-} second=${COMP_WORDS[2]-} command='' candidates='' action=''",
                "    if [[ $word == '=' ]]; then word=''; elif [[ $previous == '=' ]]; then previous=${COMP_WORDS[COMP_CWORD-2]}; fi",
            ] + body + [
                "    if [[ -z $candidates ]]; then",
                "        case \"$command:$previous\" in",
            ] + commands.flatMap(valueCases) + [
                "        *) case $command in"
            ] + commands.map(optionCase) + [
                "            esac ;;",
                "        esac",
                "    fi",
                "    if [[ -n $action ]]; then",
                "        mapfile -t COMPREPLY < <(compgen -A \"$action\" -- \"$word\")",
                "    else",
                "        mapfile -t COMPREPLY < <(compgen -W \"$candidates\" -- \"$word\")",
                "    fi",
                "}",
                "complete -o filenames -F \(function) \(name)",
            ]
        return lines.joined(separator: "\n") + "\n"
    }

    private var isSingle: Bool { commands.contains { $0.path.isEmpty } }

    /// The first two words: nouns, verbs and single commands.
    private var verbCases: [String] {
        let nouns = program.nouns.map(\.name)
        let firsts = commands.filter { $0.path.count == 1 }.map(\.name) + BuiltIn.words + nouns
        let cases = nouns.map { noun in
            let verbs = commands.filter { $0.path.count == 2 && $0.path[0] == noun }.map { $0.path[1] }
            return "        \(noun)) if ((COMP_CWORD == 2)); then candidates=\(quoted(verbs + ["--help"]));"
                + " else command=\"\(noun) $second\"; fi ;;"
        }
        return [
            "    if ((COMP_CWORD == 1)); then",
            "        candidates=\(quoted(firsts + ["--help", "--version"]))",
            "    else",
            "        case $first in",
        ] + cases + [
            "        completion) candidates=bash ;;",
            "        help) candidates=\(quoted(nouns + commands.filter { $0.path.count == 1 }.map(\.name))) ;;",
            "        *) command=$first ;;",
            "        esac",
            "    fi",
        ]
    }

    /// The values of a command's options.
    private func valueCases(_ command: CommandDeclaration) -> [String] {
        (command.options + program.commonOptions).filter { $0.placeholder != nil }.map { option in
            "        '\(command.name):--\(option.name)') \(effect(of: option.values)) ;;"
        }
    }

    /// What a command offers elsewhere: its options, and the choices of its arguments.
    private func optionCase(_ command: CommandDeclaration) -> String {
        let names = (command.options + program.commonOptions).map { "--\($0.name)" }
        let words = command.arguments.flatMap(\.values.choices) + names
        return "            '\(command.name)') candidates=\(quoted(words)) ;;"
    }

    private func effect(of values: ValueKind) -> String {
        switch values {
        case .any: ":"
        case .file: "action=file"
        case .folder: "action=directory"
        case .oneOf(let words): "candidates=\(quoted(words))"
        }
    }

    private func quoted(_ words: [String]) -> String { "'\(words.joined(separator: " "))'" }
}
