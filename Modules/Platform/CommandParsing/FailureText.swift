import JSONText

/// A failure in the form that was asked for, with its line ends.
enum FailureText {
    /// The message after the program's name, then a line for each problem. Cleaned line by line, since it may repeat
    /// what somebody else wrote.
    static func plain(_ failure: CommandFailure, of program: String) -> String {
        let lines = ["\(program): \(failure.message)"] + failure.problems.map { "  - \(words($0))" }
        return lines.map { PrintableText.sanitized($0) + "\n" }.joined()
    }

    /// The message, after the field when it does not name that itself.
    private static func words(_ problem: CommandFailure.Problem) -> String {
        problem.message.contains(problem.field) || problem.field.isEmpty
            ? problem.message : "\(problem.field): \(problem.message)"
    }

    /// `{"error":{"code":"notFound","message":…}}` on one line; `problems` stands there when there are any.
    static func json(_ failure: CommandFailure) -> String {
        var error: JSONObject = ["code": .string("\(failure.code)"), "message": .string(failure.message)]
        if !failure.problems.isEmpty {
            error["problems"] = .array(
                failure.problems.map { ["field": .string($0.field), "message": .string($0.message)] })
        }
        return String(decoding: JSONValue.object(["error": .object(error)]).encoded(), as: UTF8.self) + "\n"
    }
}
