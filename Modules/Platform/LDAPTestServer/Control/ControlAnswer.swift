package import JSONText

extension LDAPTestServer {
    /// What a line of control was answered with.
    package enum ControlAnswer: Sendable {
        case done
        case faults([String])
        case log([LogEntry])

        package var json: JSONValue {
            switch self {
            case .done: ["ok": true]
            case .faults(let faults): ["ok": true, "faults": .array(faults.map(JSONValue.string))]
            case .log(let entries): ["ok": true, "log": .array(entries.map(\.json))]
            }
        }

        /// Lines for people; the last is "ok".
        package var text: String {
            let lines =
                switch self {
                case .done: [] as [String]
                case .faults(let faults): faults
                case .log(let entries): entries.map { String(decoding: $0.json.encoded(), as: UTF8.self) }
                }
            return (lines + ["ok"]).joined(separator: "\n") + "\n"
        }
    }
}
