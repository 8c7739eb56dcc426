import IdentityCore

/// The rules of names and values, asked of a whole wish at once; the services ask them again of each step.
struct DesiredRules: Sendable {
    let text: any TextNormalizing

    func problems(_ state: DesiredState) -> [FieldProblem] {
        DesiredSection.allCases.flatMap { section in state[section].flatMap { problems($0, depth: 1) } }
    }

    private func problems(_ entry: DesiredEntry, depth: Int) -> [FieldProblem] {
        var found = [nameProblem(entry).map { entry.problem(entry.section.identity, $0.rule, $0.message) }]
        for (field, value) in entry.fields {
            if let raw = value.text { found.append(problem(in: raw, field, of: entry)) }
            if case .trial(let trial) = value, trial.grantedOn >= trial.expiresOn {
                found.append(entry.problem("trial", .outOfRange, "A trial expires after it is granted."))
            }
            for (index, name) in (value.names ?? []).enumerated() {
                found.append(
                    problem(in: name, of: field).map { entry.problem("\(field)[\(index)]", $0.rule, $0.message) })
            }
        }
        if depth > Group.maximumDepth {
            let message = "At most \(Group.maximumDepth) groups may stand above each other."
            found.append(entry.problem("name", .outOfRange, message))
        }
        return found.compactMap(\.self).sorted { $0.field < $1.field }
            + (depth > Group.maximumDepth ? [] : entry.children.flatMap { problems($0, depth: depth + 1) })
    }

    private func nameProblem(_ entry: DesiredEntry) -> FieldProblem? {
        switch entry.section {
        case .organizations, .tenants, .clients: NameRules.problem(inID: entry.name, field: "id")
        case .roles: roleProblem(entry.name)
        case .groups: GroupNameKind.problem(in: entry.name, using: text)
        case .users: NameRules.problem(inLogin: entry.name, using: text)
        case .workspaces: NameRules.problem(inName: entry.name, field: "name", using: text)
        }
    }

    private func roleProblem(_ name: String) -> FieldProblem? {
        let role = Role(rawValue: name)
        if role.name.contains("/") {
            return FieldProblem("name", .malformed, "One slash parts the client from the role; there is no second one.")
        }
        let builtIn = Role.builtIn.keys.contains { text.comparisonKey($0.rawValue) == text.comparisonKey(name) }
        if builtIn {
            return FieldProblem("name", .reserved, "This role belongs to the program and can't be changed.")
        }
        return NameRules.problem(inName: role.name, field: "name", using: text)
    }

    private func problem(in raw: String, _ field: DesiredField, of entry: DesiredEntry) -> FieldProblem? {
        let found: FieldProblem? =
            switch field {
            case .email: NameRules.problem(inEmail: raw, using: text)
            case .name, .displayName, .givenName, .familyName, .profile:
                NameRules.problem(inName: raw, field: field.rawValue, using: text)
            case .about where entry.section == .clients && raw.utf8.count > Client.maximumAboutBytes:
                FieldProblem("about", .outOfRange, "about has at most \(Client.maximumAboutBytes) bytes.")
            case .about where entry.section != .clients: NameRules.problem(inAbout: raw, field: "about")
            default: nil
            }
        return found.map { entry.problem(field.rawValue, $0.rule, $0.message) }
    }

    private func problem(in name: String, of field: DesiredField) -> FieldProblem? {
        var draft = AccessDraft(using: text)
        switch field {
        case .permissions: _ = draft.permissions([name])
        case .mappedExternalGroups: _ = draft.externalNames([name])
        default: break
        }
        return draft.problems.first
    }
}
