package import IdentityCore
package import JSONText

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
