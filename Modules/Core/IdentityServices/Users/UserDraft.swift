import IdentityCore

/// Checks the parts of a user that come from outside and gathers every problem before refusing.
struct UserDraft {
    private(set) var problems: [FieldProblem] = []
    private let text: any TextNormalizing

    init(using text: any TextNormalizing) { self.text = text }

    mutating func login(_ raw: String) -> Login? { folded(raw) }
    mutating func email(_ raw: String) -> EmailAddress? { folded(raw) }
    mutating func displayName(_ raw: String) -> DisplayName? { folded(raw) }

    mutating func name(_ raw: String, field: String) -> String? {
        guard let problem = NameRules.problem(inName: raw, field: field, using: text) else { return raw }
        problems.append(problem)
        return nil
    }

    mutating func check(_ trial: Trial) {
        guard trial.grantedOn >= trial.expiresOn else { return }
        problems.append(FieldProblem("trial", .outOfRange, "A trial expires after it is granted."))
    }

    mutating func add(_ problem: FieldProblem?) {
        if let problem { problems.append(problem) }
    }

    func finish() throws(ServiceError) {
        guard problems.isEmpty else { throw .invalidInput(problems) }
    }

    private mutating func folded<Kind>(_ raw: String) -> FoldedName<Kind>? {
        do throws(ServiceError) { return try FoldedName(raw, using: text) } catch {
            if case .invalidInput(let found) = error { problems += found }
            return nil
        }
    }
}
