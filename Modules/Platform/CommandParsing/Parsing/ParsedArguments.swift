/// The values of one command line. Asking for a name that was not declared is a fault of the program.
package struct ParsedArguments: Sendable, Equatable {
    private let declared: Set<String>
    private var given: [String: [String]] = [:]

    init(declared: Set<String>) { self.declared = declared }

    /// The option without dashes, or the argument in capitals; nil when it was not given.
    package func value(_ name: String) -> String? { values(name).first }

    package func values(_ name: String) -> [String] {
        precondition(declared.contains(name), "\(name) is not declared")
        return given[name] ?? []
    }

    package func flag(_ name: String) -> Bool { !values(name).isEmpty }

    /// The value of a required option or argument.
    package func required(_ name: String) -> String {
        guard let value = value(name) else { preconditionFailure("\(name) is not declared as required") }
        return value
    }

    /// A decimal whole number within `range`; nil when it was not given.
    package func integer(_ name: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
        guard let text = value(name) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            let label = name == name.uppercased() ? name : "--\(name)"
            throw UsageError(
                "\(label) must be a whole number from \(range.lowerBound) to \(range.upperBound), "
                    + "not '\(PrintableText.sanitized(text))'")
        }
        return number
    }

    /// The caller wants JSON on standard output.
    package var wantsJSON: Bool { flag(Option.json.name) }

    mutating func add(_ value: String, to name: String) { given[name, default: []].append(value) }

    func has(_ name: String) -> Bool { given[name] != nil }
}
