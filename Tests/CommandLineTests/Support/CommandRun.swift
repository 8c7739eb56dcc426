import Foundation

/// What a command said and how it ended.
struct CommandRun: Sendable {
    let status: Int32
    let output: String
    let errors: String

    /// Standard output as JSON; fails the test when it is none.
    func json() throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
        guard let object = value as? [String: Any] else { throw NotAnObject(text: output) }
        return object
    }

    func list() throws -> [[String: Any]] {
        let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
        guard let list = value as? [[String: Any]] else { throw NotAnObject(text: output) }
        return list
    }

    /// The error object on standard error.
    func failure() throws -> (code: String?, message: String?) {
        let value = try JSONSerialization.jsonObject(with: Data(errors.utf8))
        guard let object = value as? [String: Any], let error = object["error"] as? [String: Any] else {
            throw NotAnObject(text: errors)
        }
        return (error["code"] as? String, error["message"] as? String)
    }

    struct NotAnObject: Error { let text: String }
}
