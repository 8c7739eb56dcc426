package import HTTPCore
package import IdentityCore
package import JSONText

/// Hands an endpoint the parts of a request, typed, and gathers every problem before it refuses.
package struct RequestReader: Sendable {
    package let request: HTTPRequest
    /// The members of the body; empty when there is none, or it is no JSON object.
    package var body: JSONObjectReader
    /// The whole body, for those that are no JSON object.
    package let content: RequestContent
    /// Every query parameter, known or not.
    package let queryFields: FormFields
    private let query: [String: String]
    private var problems: [FieldProblem] = []

    init(
        _ request: HTTPRequest, _ description: InputDescription, content: RequestContent
    ) throws(ServiceError) {
        self.request = request
        self.content = content
        var members = JSONObject()
        if case .json(.object(let object)) = content { members = object }
        body = JSONObjectReader(members, passesOverUnknown: description.passesOverUnknown)
        var query: [String: String] = [:]
        var queryFields = FormFields()
        if let raw = request.query {
            guard let fields = FormFields(encoded: raw) else {
                throw .invalidInput([FieldProblem("query", .malformed, "The query can't be decoded.")])
            }
            queryFields = fields
            let known = Set(description.query.map(\.name))
            for (name, value) in fields.pairs {
                if !known.contains(name) {
                    if description.passesOverUnknown { continue }
                    let shown = String(name.prefix(64))
                    problems.append(FieldProblem(shown, .unknown, "There is no query parameter of that name here."))
                } else if query.updateValue(value, forKey: name) != nil {
                    problems.append(FieldProblem(name, .duplicate, "\(name) is given twice."))
                }
            }
        }
        self.query = query
        self.queryFields = queryFields
    }

    /// A parameter of the path, by its place in the pattern.
    /// - Throws: `notFound` when the text can't name such a thing.
    package func path<Parameter: PathParameter>(
        _ place: Int = 0, as type: Parameter.Type, kind: EntityKind
    ) throws(ServiceError) -> Parameter {
        guard place < request.pathParameters.count,
            let value = Parameter(pathSegment: request.pathParameters[place])
        else { throw .notFound(kind) }
        return value
    }

    package func query(_ name: String) -> String? { query[name] }

    package mutating func queryBool(_ name: String) -> Bool? {
        switch query[name] {
        case nil: return nil
        case "true": return true
        case "false": return false
        default:
            report(FieldProblem(name, .malformed, "\(name) is true or false."))
            return nil
        }
    }

    package mutating func queryInteger(_ name: String, in range: ClosedRange<Int>, default: Int) -> Int {
        guard let text = query[name] else { return `default` }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(text), range.contains(value) else {
            report(
                FieldProblem(
                    name, .outOfRange, "\(name) is a number from \(range.lowerBound) to \(range.upperBound)."))
            return `default`
        }
        return value
    }

    package mutating func report(_ problem: FieldProblem) { problems.append(problem) }

    /// Refuses everything that was wrong, at once.
    package mutating func finish() throws(ServiceError) {
        body.finish()
        let all = problems + body.problems.map(FieldProblem.init)
        guard all.isEmpty else { throw .invalidInput(all) }
    }
}

extension FieldProblem {
    package init(_ problem: JSONProblem) {
        let rule: Rule =
            switch problem.kind {
            case .missing: .missing
            case .wrongType, .badChoice: .malformed
            case .outOfRange: .outOfRange
            case .unknown: .unknown
            }
        self.init(problem.path, rule, problem.message)
    }
}
