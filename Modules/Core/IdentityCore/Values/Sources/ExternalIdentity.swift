/// What a source says of a person.
package struct ExternalIdentity: Hashable, Sendable {
    /// The source's stable name for the person; never used again for another.
    package var externalID: String
    package var login: String
    package var email: String?
    package var displayName: String
    package var givenName: String?
    package var familyName: String?
    /// `false` when the source has closed the account.
    package var isActive: Bool
    /// Every name by which `Group.mappedExternalGroups` may mean a group of the person's, nested ones included; `nil`
    /// when the source knows nothing of groups.
    package var groups: Set<String>?

    package init(
        externalID: String, login: String, email: String? = nil, displayName: String, givenName: String? = nil,
        familyName: String? = nil, isActive: Bool = true, groups: Set<String>? = nil
    ) {
        self.externalID = externalID
        self.login = login
        self.email = email
        self.displayName = displayName
        self.givenName = givenName
        self.familyName = familyName
        self.isActive = isActive
        self.groups = groups
    }
}
