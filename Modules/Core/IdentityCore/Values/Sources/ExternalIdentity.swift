/// What a source says of a person.
public struct ExternalIdentity: Hashable, Sendable {
    /// The source's stable name for the person; never used again for another.
    public var externalID: String
    public var login: String
    public var email: String?
    public var displayName: String
    public var givenName: String?
    public var familyName: String?
    /// `false` when the source has closed the account.
    public var isActive: Bool
    /// Every name by which `Group.mappedExternalGroups` may mean a group of the person's, nested ones included; `nil`
    /// when the source knows nothing of groups.
    public var groups: Set<String>?

    public init(
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
