package import IdentityCore
package import JSONText
package import StorageSQLite

/// Why the house can't be opened. The description is for the person at the terminal and names the mend.
package enum StartProblem: Error, Sendable, CustomStringConvertible {
    case file(String)
    case configuration(file: String, [JSONProblem])
    case source(SourceID, [FieldProblem])
    case database(SQLiteOpenProblem)
    case masterKey(String)
    /// The folder holds a Gatehouse already.
    case initialized(String)
    case service(ServiceError)

    package var description: String {
        switch self {
        case .file(let sentence), .masterKey(let sentence), .initialized(let sentence): sentence
        case .configuration(let file, let problems):
            "\(file) is not in order:\n" + problems.map { "  - \($0.message)" }.joined(separator: "\n")
        case .source(let id, let problems):
            "The source \(id) is not in order:\n" + problems.map { "  - \($0.message)" }.joined(separator: "\n")
        case .database(let problem): "\(problem)"
        case .service(let error): "The first start failed: \(error)"
        }
    }
}
