package import FoundationEssentials

/// A long-lived proof for programs: of one user, or (global) of groups. The token itself is kept nowhere.
package struct AccessKey: Hashable, Sendable, Identifiable {
    package enum Owner: Hashable, Sendable {
        /// Acts as the user, with at most the user's rights.
        case user(UserID)
        /// Acts as nobody in particular, with what the groups grant.
        case groups(Set<GroupID>)
    }

    package let id: AccessKeyID
    /// A user's key stays that user's; of a global one the groups may change.
    package var owner: Owner
    /// Built-in roles that a global key holds beside what its groups grant; none for a user's.
    package var roles: Set<Role>
    package let organization: OrganizationID
    /// Unique among the keys of its owner, of the global ones within the organization; compared folded.
    package var name: FoldedName<KeyNameKind>
    package var about: String
    /// The first characters of the token, for people to recognise it by.
    package var prefix: String
    package var digest: TokenDigest
    /// The token before the last rotation, and until when it is still good.
    package var previous: Previous?
    /// What the key is limited to; `nil` for everything that its owner may do.
    package var scopes: Set<Permission>?
    package let createdAt: Date
    /// Who was handed the token: whoever made the key or, later, rotated it; `nil` for the operator and for what a global
    /// key of the operator made. Anybody but the owner gets at neither keys nor secrets of the owner with it, and does
    /// with it no more than they may do themselves at that moment; when they are gone or closed, it opens nothing.
    package var createdBy: UserID?
    package var expiresAt: Date?
    /// To within some minutes.
    package var lastUsedAt: Date?

    package struct Previous: Hashable, Sendable {
        package let digest: TokenDigest
        package let goodUntil: Date

        package init(digest: TokenDigest, goodUntil: Date) {
            self.digest = digest
            self.goodUntil = goodUntil
        }
    }

    package init(
        id: AccessKeyID, owner: Owner, roles: Set<Role> = [], organization: OrganizationID,
        name: FoldedName<KeyNameKind>, about: String = "",
        prefix: String, digest: TokenDigest, previous: Previous? = nil, scopes: Set<Permission>? = nil,
        createdAt: Date, createdBy: UserID?, expiresAt: Date? = nil, lastUsedAt: Date? = nil
    ) {
        self.id = id
        self.owner = owner
        self.roles = roles
        self.organization = organization
        self.name = name
        self.about = about
        self.prefix = prefix
        self.digest = digest
        self.previous = previous
        self.scopes = scopes
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.expiresAt = expiresAt
        self.lastUsedAt = lastUsedAt
    }

    /// Whose rights bound the key besides its owner's: those of the holder, unless that is the owner or the operator.
    package var otherHolder: UserID? {
        if case .user(let user) = owner, user == createdBy { return nil }
        return createdBy
    }

    /// Whether a token with that digest opens the key at that moment.
    package func isOpened(by digest: TokenDigest, at moment: Date) -> Bool {
        if let expiresAt, expiresAt <= moment { return false }
        if digest == self.digest { return true }
        guard let previous, previous.digest == digest else { return false }
        return moment < previous.goodUntil
    }
}

package enum KeyNameKind: NameKind {
    package static func problem(in raw: String, using text: any TextNormalizing) -> FieldProblem? {
        NameRules.problem(inName: raw, field: "name", using: text)
    }
}
