package import IdentityCore
package import JSONText

/// Which of the configured sources the client's words mean.
package struct DataikuSources: Sendable {
    /// A source as the configuration names it.
    package struct Source: Sendable {
        let id: SourceID
        let kind: String
        let settings: JSONObject
        let policy: ProvisioningPolicy

        package init(id: SourceID, kind: SourceKind, settings: JSONObject, policy: ProvisioningPolicy) {
            self.id = id
            self.kind = kind.rawValue
            self.settings = settings
            self.policy = policy
        }
    }

    private let sources: [Source]
    private let kinds: [SourceID: String]

    /// - Parameter sources: in the order of the configuration; the first one of a kind is meant.
    package init(_ sources: [Source]) {
        self.sources = sources
        kinds = Dictionary(sources.map { ($0.id, $0.kind) }) { first, _ in first }
    }

    /// The word for the source of a user.
    func sourceType(of id: SourceID) -> String {
        switch kinds[id] {
        case "local": "LOCAL"
        case "ldap": "LDAP"
        case "sso", "token": "LOCAL_NO_AUTH"
        default: "CUSTOM"
        }
    }

    func first(ofKind kind: String) -> Source? { sources.first { $0.kind == kind } }

    /// The source of a new user, or of a supplier.
    /// - Throws: `invalidInput` when there is none of the kind.
    func source(for sourceType: String, field: String) throws(ServiceError) -> SourceID {
        switch sourceType {
        case "LOCAL": return .local
        case "LDAP": return try require("ldap", sourceType, field)
        case "LOCAL_NO_AUTH": return try require("sso", sourceType, field)
        default:
            throw .invalidInput([
                FieldProblem(field, .unknown, "\(field) is LOCAL, LDAP or LOCAL_NO_AUTH here, not \(sourceType).")
            ])
        }
    }

    private func require(_ kind: String, _ sourceType: String, _ field: String) throws(ServiceError) -> SourceID {
        guard let source = first(ofKind: kind) else {
            throw .invalidInput([
                FieldProblem(
                    field, .unknown, "For \(sourceType) the configuration names no source of the kind \(kind).")
            ])
        }
        return source.id
    }
}
