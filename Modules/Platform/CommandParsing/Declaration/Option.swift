/// One `--name`, as data: reading, help and completion all follow from it.
package struct Option: Sendable, Equatable {
    /// Without the dashes.
    package let name: String
    /// A short form such as `-f`, where people expect one.
    package let letter: Character?
    /// Stands for the value in help, in capitals; nil for a flag.
    package let placeholder: String?
    package let help: String
    package let isRequired: Bool
    package let isRepeatable: Bool
    /// Shown in help only: the command fills it in.
    package let shownDefault: String?
    package let values: ValueKind

    /// Takes no value.
    package static func flag(_ name: String, _ help: String) -> Self {
        Self(
            name: name, letter: nil, placeholder: nil, help: help, isRequired: false, isRepeatable: false,
            shownDefault: nil,
            values: .any)
    }

    /// Takes a value: `--name VALUE` or `--name=VALUE`.
    package static func value(
        _ name: String, _ placeholder: String, _ help: String, required: Bool = false, repeatable: Bool = false,
        shownDefault: String? = nil, letter: Character? = nil, _ values: ValueKind = .any
    ) -> Self {
        Self(
            name: name, letter: letter, placeholder: placeholder, help: help, isRequired: required,
            isRepeatable: repeatable,
            shownDefault: shownDefault, values: values)
    }

    static let json = flag("json", "print the result as JSON")
    static let help = flag("help", "show this help and stop")

    /// `--name` or `--name VALUE`.
    var spelling: String { placeholder.map { "--\(name) \($0)" } ?? "--\(name)" }

    /// With the letter, as help lists it.
    var listed: String { (letter.map { "-\($0), " } ?? "") + spelling }
}
