package import IdentityCore
package import JSONText
package import StorageSQLite

/// Why the house can't be opened. The description is for the person at the terminal and names the mend.
package enum StartProblem: Error, Sendable, CustomStringConvertible {
    /// There is no Gatehouse at this place.
    case missing(String)
    case file(String)
    case configuration(file: String, [JSONProblem])
    case source(SourceID, [FieldProblem])
    case database(SQLiteOpenProblem)
    case masterKey(String)
    /// The folder holds a Gatehouse already.
    case initialized(String)
    /// Somebody else is at it; try again.
    case busy(String)
    case service(ServiceError)

    /// One line; what is wrong in particular stands in `details`.
    package var sentence: String {
        switch self {
        case .missing(let sentence), .file(let sentence), .masterKey(let sentence), .initialized(let sentence),
            .busy(let sentence):
            sentence
        case .configuration(let file, _): "\(file) is not in order."
        case .source(let id, _): "The source \(id) is not in order."
        case .database(let problem): "\(problem)"
        case .service(let error): "The first start failed: \(error)"
        }
    }

    /// What is wrong with the members of the configuration.
    package var details: [JSONProblem] {
        switch self {
        case .configuration(_, let problems): problems
        case .source(_, let problems):
            problems.map { JSONProblem(path: $0.field, kind: .badChoice, message: $0.message) }
        default: []
        }
    }

    package var description: String {
        details.isEmpty ? sentence : sentence + "\n" + details.map { "  - \($0.message)" }.joined(separator: "\n")
    }
}
