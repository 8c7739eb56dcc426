import IdentityCore

/// The names of a person of a source, checked by the rules that every name keeps. Spaces around a name are no part of
/// it: directories do not compare them.
struct IdentityNames {
    private let identity: ExternalIdentity
    private let text: any TextNormalizing
    private var draft: UserDraft

    init(_ identity: ExternalIdentity, using text: any TextNormalizing) {
        self.identity = identity
        self.text = text
        draft = UserDraft(using: text)
    }

    var problems: [FieldProblem] { draft.problems }

    /// For the problems found; at least one there is.
    var conflict: SyncConflict {
        SyncConflict(
            .invalidName, login: identity.login, externalID: identity.externalID,
            words: problems.map(\.message).joined(separator: " "))
    }

    mutating func login() -> Login? { draft.login(identity.login.withoutOuterSpaces) }

    mutating func email() -> EmailAddress? {
        identity.email?.withoutOuterSpaces.nonEmpty.flatMap { draft.email($0) }
    }

    /// The login for somebody without a name.
    mutating func displayName() -> DisplayName? {
        draft.displayName(identity.displayName.withoutOuterSpaces.nonEmpty ?? identity.login.withoutOuterSpaces)
    }

    mutating func name(_ raw: String?, field: String) -> String? {
        raw?.withoutOuterSpaces.nonEmpty.flatMap { draft.name($0, field: field) }
    }
}

extension String {
    var withoutOuterSpaces: String {
        guard let first = unicodeScalars.first, let last = unicodeScalars.last,
            first.properties.isWhitespace || last.properties.isWhitespace
        else { return self }
        let scalars = unicodeScalars.drop { $0.properties.isWhitespace }
        guard let end = scalars.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
        return String(scalars[...end])
    }

    var nonEmpty: String? { isEmpty ? nil : self }
}
