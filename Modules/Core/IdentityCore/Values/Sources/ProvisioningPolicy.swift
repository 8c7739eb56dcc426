/// What becomes of a user whom the source no longer has.
public enum LeavingPolicy: String, Hashable, Sendable, CaseIterable {
    case keep, disable, delete
}

/// Gives a profile to people of a group of the source.
public struct ProfileRule: Hashable, Sendable {
    /// As in `Group.mappedExternalGroups`.
    public var externalGroup: String
    public var profile: String

    public init(externalGroup: String, profile: String) {
        self.externalGroup = externalGroup
        self.profile = profile
    }
}

/// Rewrites what a person types as their login before the source is asked. Each side holds one star at most, which
/// stands for the same text: `*@corp.example` → `*`, `CORP\*` → `*`.
public struct LoginRule: Hashable, Sendable {
    public var from: String
    public var to: String

    public init(from: String, to: String) {
        self.from = from
        self.to = to
    }
}

/// What becomes of people whom the source knows. Belongs to the configuration entry, not to the kind of source.
public struct ProvisioningPolicy: Hashable, Sendable {
    public var createsOnFirstLogin: Bool
    /// Whether names, address and groups follow the source at each sign-in.
    public var refreshesOnLogin: Bool
    /// Whether `Group.mappedExternalGroups` counts for people of this source.
    public var mapsGroups: Bool
    public var leaving: LeavingPolicy
    /// Where new users go.
    public var organization: OrganizationID
    public var tenant: TenantID
    /// The profile of new users; `nil` for none.
    public var profile: String?
    /// The first rule that fits wins over `profile`.
    public var profileRules: [ProfileRule]
    /// The first rule that fits is applied.
    public var loginRules: [LoginRule]
    /// The source that checks the passwords of this one's people; `nil` when it does so itself.
    public var signsInThrough: SourceID?
    /// Wrong passwords of one person that are passed on within `failurePause`, so that the source's own lock is never
    /// reached from here; `nil` for any number.
    public var failuresPassedOn: Int?
    /// Seconds.
    public var failurePause: Int
    /// Minutes between two runs of the sync; `nil` for none on its own.
    public var syncInterval: Int?
    /// A run that would disable, remove or take mapped groups from more of the source's users than this share waits for a
    /// confirmation. 0 to 1.
    public var guardedShare: Double

    public init(
        createsOnFirstLogin: Bool = false, refreshesOnLogin: Bool = true, mapsGroups: Bool = true,
        leaving: LeavingPolicy = .disable, organization: OrganizationID = .standard, tenant: TenantID = .standard,
        profile: String? = nil, profileRules: [ProfileRule] = [], loginRules: [LoginRule] = [],
        signsInThrough: SourceID? = nil, failuresPassedOn: Int? = nil, failurePause: Int = 900,
        syncInterval: Int? = nil, guardedShare: Double = 0.2
    ) {
        self.createsOnFirstLogin = createsOnFirstLogin
        self.refreshesOnLogin = refreshesOnLogin
        self.mapsGroups = mapsGroups
        self.leaving = leaving
        self.organization = organization
        self.tenant = tenant
        self.profile = profile
        self.profileRules = profileRules
        self.loginRules = loginRules
        self.signsInThrough = signsInThrough
        self.failuresPassedOn = failuresPassedOn
        self.failurePause = failurePause
        self.syncInterval = syncInterval
        self.guardedShare = guardedShare
    }
}
