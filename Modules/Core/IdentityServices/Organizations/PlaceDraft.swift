import IdentityCore

/// Checks the id and the name of a thing whose id its maker chooses.
enum PlaceDraft {
    /// - Returns: the name; the id in its place when there is none.
    static func checked(
        id: String, name: String?, using text: any TextNormalizing
    ) throws(ServiceError) -> String {
        var draft = UserDraft(using: text)
        draft.add(NameRules.problem(inID: id, field: "id"))
        if let name { _ = draft.name(name, field: "name") }
        try draft.finish()
        return name ?? id
    }

    static func check(name: String, using text: any TextNormalizing) throws(ServiceError) {
        if let problem = NameRules.problem(inName: name, field: "name", using: text) { throw .invalidInput([problem]) }
    }
}

/// - Throws: `conflict(.versionMoved)` unless the version is the expected one, or any will do.
func requireVersion(_ expected: Int?, current: Int) throws(ServiceError) {
    guard let expected, expected != current else { return }
    throw .conflict(.versionMoved(current: current))
}

extension Caller {
    /// For what belongs to the server as a whole: the right within one organization does not do.
    func requireOnServer(_ right: Right) throws(ServiceError) {
        try require(right)
        guard reaches(nil, with: right) else { throw .forbidden(.missingRight(right)) }
    }

    /// Whether an account or key of the organization asks; the operator belongs to none.
    func belongs(to place: OrganizationID) -> Bool {
        switch principal {
        case .account, .globalKey: organization == place
        case .anonymous, .operator, .system: false
        }
    }
}

extension AuditObject {
    static func organization(_ organization: Organization) -> AuditObject {
        AuditObject(kind: .organization, id: organization.id.rawValue, name: organization.name)
    }

    static func tenant(_ tenant: Tenant) -> AuditObject {
        AuditObject(kind: .tenant, id: tenant.id.rawValue, name: tenant.name)
    }
}
