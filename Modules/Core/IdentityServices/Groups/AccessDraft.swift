import IdentityCore

/// Checks the parts of groups and roles that come from outside and gathers every problem before refusing.
struct AccessDraft {
    private static let maximumItems = 1_000
    private static let maximumExternalNameBytes = 1_024

    private(set) var problems: [FieldProblem] = []
    private let text: any TextNormalizing

    init(using text: any TextNormalizing) { self.text = text }

    mutating func groupName(_ raw: String) -> GroupName? {
        do throws(ServiceError) { return try GroupName(raw, using: text) } catch {
            if case .invalidInput(let found) = error { problems += found }
            return nil
        }
    }

    mutating func about(_ raw: String) -> String {
        add(NameRules.problem(inAbout: raw, field: "about"))
        return raw
    }

    mutating func roles(_ raw: Set<String>) -> Set<Role> {
        limit(raw, "roles")
        return Set(raw.map(Role.init(rawValue:)))
    }

    mutating func permissions(_ raw: Set<String>) -> Set<Permission> {
        limit(raw, "permissions")
        var found: Set<Permission> = []
        for text in raw.sorted() {
            guard let permission = Permission(text) else {
                let shown = String(text.prefix(64))
                add(
                    FieldProblem(
                        "permissions", .malformed,
                        "\"\(shown)\" is no permission; one looks like type:action or type/id:action."))
                continue
            }
            if let problem = Self.unknownAction(of: permission) { add(problem) }
            found.insert(permission)
        }
        return found
    }

    mutating func externalNames(_ raw: Set<String>) -> Set<String> {
        limit(raw, "mappedExternalGroups")
        for name in raw where !(1...Self.maximumExternalNameBytes).contains(name.utf8.count) || !NameRules.isPlain(name)
        {
            add(
                FieldProblem(
                    "mappedExternalGroups", .malformed,
                    "A name of an external group has 1 to \(Self.maximumExternalNameBytes) bytes and no control "
                        + "characters."))
        }
        return raw
    }

    mutating func add(_ problem: FieldProblem?) {
        if let problem { problems.append(problem) }
    }

    func finish() throws(ServiceError) {
        guard problems.isEmpty else { throw .invalidInput(problems) }
    }

    /// Of Gatehouse's own types the actions are known: a misspelt one would grant nothing, in silence.
    private static func unknownAction(of permission: Permission) -> FieldProblem? {
        guard permission.id == nil, let action = permission.action, Right.types.contains(permission.type),
            Right(rawValue: "\(permission.type):\(action)") == nil
        else { return nil }
        return FieldProblem("permissions", .unknown, "There is no right \(permission.type):\(action).")
    }

    private mutating func limit(_ raw: Set<String>, _ field: String) {
        guard raw.count > Self.maximumItems else { return }
        add(FieldProblem(field, .outOfRange, "\(field) has at most \(Self.maximumItems) items."))
    }
}
